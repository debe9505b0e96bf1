"""What requests can name: files that lie on the emulator, and ids that it knows.

They are made through the emulator's own API, so that nothing has to be kept here and nothing outside is asked for.

    python inputs.py READY_RECORD DOCUMENT >INPUTS
"""

import base64
import json
import struct
import sys
import urllib.error
import urllib.request
import zlib
from pathlib import Path

from fixtures import accepted_bodies

MINUTE_MS = 60_000
SIDE = 300
EXPANSION = {f"{side}_expansion_ratio": 0.1 for side in ("up", "down", "left", "right")}
# So many tasks at once while requests are tried: more would wait for the emulator's painter. The others are 429, which is legal.
SLOTS = 3


class Emulator:
    def __init__(self, ready_record):
        self.base_url = ready_record["base_url"]
        self.api_key = ready_record["api_key"]

    def call(self, path, body=None):
        request = urllib.request.Request(
            self.base_url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"},
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as refusal:
            raise SystemExit(f"{path} refused {json.dumps(body)}: {refusal.read().decode()}") from refusal

    def make(self, path, **body):
        """The result of a task that has ended."""
        created = self.call(path, body)["data"]
        self.call("/_emulator/clock", {"advance_ms": MINUTE_MS})
        task = self.call(f"{path}/{created['task_id']}")["data"]
        assert task["task_status"] == "succeed", task
        return task["task_result"]


def draw_picture():
    """A grey PNG of the least size that is taken, in Base64: small pictures are quick to fetch and to examine."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">2I5B", SIDE, SIDE, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * SIDE) * SIDE)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(png).decode()


def change_packs(emulator, **change):
    for pack in emulator.call("/_emulator/packs"):
        emulator.call(f"/_emulator/packs/{pack['name']}", change)


def make_inputs(emulator):
    picture = emulator.make("/v1/images/editing/expand", image=draw_picture(), **EXPANSION)["images"][0]["url"]
    video = emulator.make("/v1/videos/text2video", model_name="kling-v1-6", prompt="a harbour", mode="pro")["videos"][0]
    sound = emulator.make("/v1/audio/text-to-audio", prompt="rain on a tin roof", duration=6)["audios"][0]["url_mp3"]
    speech = {"text": "The ferry to the island leaves at nine.", "voice_id": "oversea_male1", "voice_language": "en"}
    speech = emulator.call("/v1/audio/tts", speech)["data"]["task_result"]["audios"][0]
    voice, doomed_voice = (
        emulator.make("/v1/general/custom-voices", voice_name="Skipper", voice_url=sound)["voices"][0] for _ in range(2)
    )
    element, doomed_element = (
        emulator.make(
            "/v1/general/advanced-custom-elements",
            element_name="Boat",
            element_description="a red boat",
            reference_type="image_refer",
            element_image_list={"frontal_image": picture, "refer_images": [{"image_url": picture}]},
        )["elements"][0]
        for _ in range(2)
    )
    presets = emulator.call("/v1/general/advanced-presets-elements")["data"]
    faces = emulator.call("/v1/videos/identify-face", {"video_id": video["id"]})["data"]
    editing = emulator.call("/v1/videos/multi-elements/init-selection", {"video_id": video["id"]})["data"]
    return {
        "nowhere": f"{emulator.base_url}/nowhere",
        "picture": picture,
        "video": video["url"],
        "sound": sound,
        "VideoId": video["id"],
        "AudioId": speech["id"],
        "VoiceId": voice["voice_id"],
        "DoomedVoiceId": doomed_voice["voice_id"],
        "ElementId": str(element["element_id"]),
        "PresetElementId": presets[0]["task_result"]["elements"][0]["element_id"],
        "DoomedElementId": str(doomed_element["element_id"]),
        "FaceSessionId": faces["session_id"],
        "EditingSessionId": editing["session_id"],
    }


def make_tasks(emulator, document, inputs):
    """A finished task of every product that can be queried, by the path of its list."""
    paths = [path.removesuffix("/{id}") for path in document["paths"] if path.endswith("/{id}")]
    created = {}
    for path in paths:
        operation_id = document["paths"][path]["post"]["operationId"]
        body = dict(accepted_bodies(operation_id, inputs))["success"]
        created[path] = emulator.call(path, body)["data"]["task_id"]
    emulator.call("/_emulator/clock", {"advance_ms": MINUTE_MS})
    return created


if __name__ == "__main__":
    server = Emulator(json.loads(sys.argv[1]))
    change_packs(server, remaining_units=10_000_000, slots=1_000)
    known = make_inputs(server)
    known["tasks"] = make_tasks(server, json.loads(Path(sys.argv[2]).read_text()), known)
    change_packs(server, slots=SLOTS)
    json.dump(known, sys.stdout)
