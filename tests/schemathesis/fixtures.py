"""The fixtures of `openapi/examples`, with files and ids that the emulator has in place of the invented ones."""

import json
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent.parent / "openapi" / "examples"

# What stands for an address of an example, by its ending; every other address leads nowhere.
FILES = {
    ".png": "picture", ".jpg": "picture", ".webp": "picture", ".mp4": "video", ".mp3": "sound", ".wav": "sound",
}
# The beginnings of files that fixtures hold in Base64.
BEGINNINGS = {"iVBORw0KGgo=": "picture", "SUQzBAAAAAAA": "sound"}
# Members that hold an id.
IDS = {"element_voice_id": "VoiceId", "element_id": "ElementId", "video_id": "VideoId", "audio_id": "AudioId"}


def kind_of_file(text):
    """Which of our files stands for a text of a fixture or an example; `None` where it is no file."""
    if not isinstance(text, str):
        return None
    if text.startswith("https://example.com/"):
        return FILES.get(Path(text).suffix, "nowhere")
    return BEGINNINGS.get(text)


def accepted_bodies(operation_id, inputs):
    """Name and body of every fixture that the operation accepts and that keeps to the document."""
    for file in sorted(EXAMPLES.glob(f"*/{operation_id}.*.json")):
        fixture = json.loads(file.read_text())
        is_accepted = fixture["response"].get("body", {}).get("code") == 0
        if is_accepted and "request" not in fixture.get("deviates", {}) and "body" in fixture["request"]:
            yield file.stem.split(".")[1], adapt(fixture["request"]["body"], operation_id, inputs)


def adapt(value, operation_id, inputs, name=""):
    if isinstance(value, dict):
        members = value.items()
        return {name: adapt(member, operation_id, inputs, name) for name, member in members if name != "external_task_id"}
    if isinstance(value, list):
        return [adapt(item, operation_id, inputs) for item in value]
    if value in ("", None):
        return value
    if name == "session_id":
        return inputs["FaceSessionId" if operation_id == "create_lip_sync" else "EditingSessionId"]
    # Elsewhere a `voice_id` is the name of a voice that every account has.
    is_own_voice = name == "voice_id" and value.isdigit() and len(value) > 15
    if operation_id.startswith("delete_") and (is_own_voice or name in IDS):
        return inputs["DoomedVoiceId" if is_own_voice else "DoomedElementId"]
    if is_own_voice:
        return inputs["VoiceId"]
    if name in IDS:
        # Numbers as large as the ids of one's own elements lose digits inside the tool; those of the official library are small.
        return inputs["PresetElementId"] if isinstance(value, int) else inputs[IDS[name]]
    kind = kind_of_file(value)
    return value if kind is None else inputs[kind]
