"""What the client must be able to do. One line per check; fails when one fails.

    python checks.py READY_RECORD FOLDER PICTURE

READY_RECORD is the emulator's, FOLDER is for what is saved, PICTURE is a JPEG of 960 by 1200. HTTPS_PROXY and REQUESTS_CA_BUNDLE lead the
client to the front.
"""

import base64
import json
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

import requests
from api import Duration, Image2VideoModel, KlingAiAPI, Mode, Text2VideoModel
from exceptions import BadCredentials

from mp4 import read_mp4

assert os.environ["HTTPS_PROXY"].startswith("http://127.0.0.1:"), "without the front the client would call the real service"

EMULATOR = json.loads(sys.argv[1])
FOLDER = Path(sys.argv[2])
PICTURE = base64.b64encode(Path(sys.argv[3]).read_bytes()).decode()
KEYS = {"access_token": EMULATOR["access_key"], "secret_token": EMULATOR["secret_key"]}
MOST_SECONDS = 60

results = []


def check(body):
    name = body.__doc__
    try:
        body()
        print(f"ok      {name}", flush=True)
        results.append(True)
    except Exception:
        print(f"FAILED  {name}\n{traceback.format_exc()}", flush=True)
        results.append(False)


def wait(query, task_id):
    """The task once it has ended; the client leaves that to its caller."""
    deadline = time.monotonic() + MOST_SECONDS
    while time.monotonic() < deadline:
        answer = query(task_id)
        assert (answer["code"], answer["message"]) == (0, "SUCCEED"), answer
        if answer["data"]["task_status"] not in ("submitted", "processing"):
            return answer["data"]
        time.sleep(0.1)
    raise AssertionError(f"task {task_id} did not end within {MOST_SECONDS} s")


def download(task, name):
    """The one video of a task, fetched without credentials as its URL says."""
    assert task["task_status"] == "succeed", task
    (video,) = task["task_result"]["videos"]
    response = requests.get(video["url"], timeout=MOST_SECONDS)
    assert (response.status_code, response.headers["content-type"]) == (200, "video/mp4")
    path = FOLDER / name
    path.write_bytes(response.content)
    return video, read_mp4(path)


def is_near(left, right):
    return abs(float(left) - right) < 0.1


def assert_refused(call, status, code, words):
    """The client raises what its HTTP library raises, and leaves the body to its caller."""
    try:
        call()
    except requests.HTTPError as error:
        body = error.response.json()
        assert (error.response.status_code, body["code"]) == (status, code), body
        assert words in body["message"] and body["request_id"] and "data" not in body, body
        return
    raise AssertionError("it was not refused")


def run_program(*arguments, **environment):
    keys = {"ACCESS_TOKEN": KEYS["access_token"], "SECRET_TOKEN": KEYS["secret_token"]}
    command = [str(Path(sys.executable).with_name("klingai")), *arguments]
    return subprocess.run(command, env=os.environ | keys | environment, capture_output=True, text=True, timeout=MOST_SECONDS)


def ask_program(*arguments):
    run = run_program(*arguments)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@check
def _():
    """its program accepts right keys and stops at wrong ones"""
    assert run_program("test-credentials").returncode == 0
    assert run_program("test-credentials", SECRET_TOKEN="not-the-secret-key-of-this-emulator").returncode == 1


@check
def _():
    """its program makes a video from words, and finds it by the caller's id"""
    wish = ("--prompt", "a boat leaves the pier", "--model-name", "kling-v2-6", "--aspect-ratio", "9:16")
    created = ask_program("text2video", *wish, "--external-task-id", "boat")
    assert created["data"]["task_status"] == "submitted", created
    task = wait(lambda task_id: ask_program("get-text2video", "--task-id", task_id), "boat")
    assert task["task_id"] == created["data"]["task_id"]
    video, file = download(task, "words.mp4")
    assert is_near(video["duration"], 5) and is_near(file.seconds, 5), (video, file)
    assert file.width < file.height and file.tracks == ["vide"], file


with KlingAiAPI(**KEYS) as api:

    @check
    def _():
        """its library makes a video of ten seconds from a picture"""
        wish = {"model_name": Image2VideoModel.kling_v2_6, "mode": Mode.pro, "duration": Duration.long}
        created = api.image2video(PICTURE, prompt="the lamp turns", **wish)
        task = wait(api.get_image2video, created["data"]["task_id"])
        video, file = download(task, "picture.mp4")
        assert is_near(video["duration"], 10) and is_near(file.seconds, 10), (video, file)
        # It always sends an aspect ratio; the service ignores it where there is a picture.
        assert abs(file.width / file.height - 960 / 1200) < 0.02, file

    @check
    def _():
        """between two pictures too"""
        wish = {"model_name": Image2VideoModel.kling_v2_5_turbo, "mode": Mode.pro, "image_tail": PICTURE}
        created = api.image2video(PICTURE, **wish)
        video, file = download(wait(api.get_image2video, created["data"]["task_id"]), "tail.mp4")
        assert is_near(file.seconds, 5), file

    @check
    def _():
        """lists have pages, one product each"""
        for prompt in ("first", "second"):
            api.text2video(prompt, model_name=Text2VideoModel.kling_v2_5_turbo, mode=Mode.pro)
        pages = [api.list_text2video(page_num=number, page_size=2)["data"] for number in (1, 2, 3)]
        assert [len(page) for page in pages] == [2, 1, 0], pages
        assert pages[1][0]["task_info"] == {"external_task_id": "boat"}, pages
        assert len(api.list_image2video()["data"]) == 2

    @check
    def _():
        """what is refused makes no task, and says why in the envelope"""
        before = len(api.list_text2video()["data"])
        assert_refused(lambda: api.text2video("rain"), 404, 1203, "'kling-v1' has been discontinued")
        wish = {"model_name": Text2VideoModel.kling_v2_6}
        assert_refused(lambda: api.text2video("rain", external_task_id="boat", **wish), 400, 1201, "boat already exists")
        assert_refused(lambda: api.text2video("r" * 2501, **wish), 400, 1201, "prompt")
        assert_refused(lambda: api.image2video("not a picture", model_name=Image2VideoModel.kling_v2_6), 400, 1201, "image")
        assert_refused(lambda: api.get_text2video("nobody"), 400, 1201, "Task not found by id/external id: nobody")
        assert len(api.list_text2video()["data"]) == before

    @check
    def _():
        """wrong keys are refused before anything is sent"""
        try:
            with KlingAiAPI(KEYS["access_token"], "not-the-secret-key-of-this-emulator"):
                raise AssertionError("it was let in")
        except BadCredentials:
            pass


print(f"{results.count(True)} passed, {results.count(False)} failed")
sys.exit(0 if all(results) else 1)
