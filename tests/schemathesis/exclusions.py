"""Where the emulator must not do what a check expects, each with the fact of the API that it comes from.

All checks run. A failure is dropped here only if the answer is exactly the one that the fact explains.
"""

import re
from urllib.parse import parse_qsl, urlsplit

import schemathesis
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import RejectedPositiveData, UnsupportedMethodResponse

from document import resolve
from lenient import Reader

# Messages of refusals, 400 with code 1200 or 1201, of requests that keep to the document.
RULES_THE_DOCUMENT_CANNOT_SAY = {}


def explains(fact, *patterns):
    RULES_THE_DOCUMENT_CANNOT_SAY[fact] = re.compile("|".join(patterns), re.DOTALL)


explains(
    "Ids that nobody has: an unknown task is 400/1201 and not 404, and so is everything else that is named by an id.",
    r"^Task not found by id/external id: ",
    r"^Voice id not found$",
    r"^(session_id|element_id|video_id|audio_id|tag_id) .* not found$",
    r"^points not found in frame ",
    r" already be deleted$",
    r"^cursor (.* )?is invalid$",
)
explains("An external task id is unique over the account for good.", r"^External_task_id .* already exists$")
explains(
    "One of a pair is given, and not both; OpenAPI 3.0.3 has no form for it.",
    r"^\w+ and \w+ cannot (both be empty|be set together|be given together)$",
    r"^task_ids or external_task_ids is required$",
    r"^input must have image or images$",
    r"^filters package_name and package_id exclude each other$",
)
explains(
    "What the items of a list are together: OpenAPI 3.0.3 counts items, but not the kinds of items.",
    r"^contents must (hold one item of type|not hold more than one) ",
    r"^contents\[\d+\]\.(id|text|url|element_id|voice_id) (is required|must be unique within one task)$",
    r"^(Only one|At most \d+) \w+ items? (is|are) allowed in contents\.$",
    r"^Product (title|description|image) is missing\.",
    r"^(goods_title|speech_script|voiceId) is required (when|for) ",
    r"^Exactly one avatar source is required",
    r"^(person|product)_image is missing$",
    r"^(Source|Reference) video is missing\.",
    r"^Each glossary entry must be non-empty |^Glossary exceeds the limit of 200 entries\.",
    r"^Invalid voice_id\. |^bgm is provided but url is empty\.|^goods_title exceeds the 200-character limit\.",
    r"^face_choose supports one face only$",
    r"^contents\[\d+\]\.url must be a \.mp4 or \.mov file$",
    r"^effect_scene \w+ needs \d images?$",
    r"^image_list must (contain|be empty) ",
    r"^The number of element refer images must be between 1 and 3$",
)
explains(
    "One member decides about another: OpenAPI 3.0.3 has no conditions.",
    r"^[\w.]+ is required (when|with) ",
    r"^Missing Request Parameter: (start|end)_time$",
    r"^(input\.\w+|image|prompt|camera_control\.type|element_image_list\.frontal_image) is required$",
    r"^camera_control\.config must ",
    r"^multi_prompt\b",
    r"^prompt (is invalid: .*\bshots?\b|tells shots, )",
    r"^static_mask and dynamic_masks must have the aspect ratio of image$",
    r"^(speechRate|aspect_ratio) only supports |^Speech rate adjustment not supported |^Unsupported (resolution|duration)\.",
    r"^voice_id is not allowed with avatar_id$",
    r"^result_type 'series' requires image_list$",
)
explains(
    "What a model can do: the table of capabilities, of facts about each model.",
    r"(is|are) (not possible|too many) (with|for|beside) ",
    r"^kling-\S+ is not supported with motion brush$",
    r"^effect_scene \w+ has been discontinued$",
    r"^(\w+\.)?duration value '\d+(\.\.\.)?' is invalid$",
)
explains("Two moments are in order.", r"^start_time must be before end_time$")
explains(
    "What the given file, session or video is: the same one is named everywhere, and some members want another.",
    r"^video_id \d+ has no sound$",
    r"^video_id \d+ cannot be extended: ",
    r"^duration must be 5 for a source of 2 to 5 s and 10 for one of 7 to 10 s$",
    r"^face_choose\[0\]\.(face_id is not a face of this session$|sound_(start|end|insert)_time must )",
    r"^frame_index (is beyond the end of the video|must )",
    r"^points must not exceed 10 in one frame$",
    r"^nothing is selected in this session$",
    r" is [\d.]+ s long: it must be [\d.]+ to [\d.]+ s$",
)
explains(
    "The area of an expansion is bounded, which is a rule over four members.",
    r"_expansion_ratio.* must not exceed 3: ",
)




@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Whether a failure is one."""
    envelope = read_envelope(response)
    answered = (response.status_code, envelope.get("code"))
    match failure:
        case UnsupportedMethodResponse():
            # The vendor's table of codes: a wrong method is 404 with code 1202.
            return answered != (404, 1202)
        case RejectedPositiveData() if answered in ((400, 1200), (400, 1201)):
            message = envelope["message"]
            is_explained = any(rule.search(message) for rule in RULES_THE_DOCUMENT_CANNOT_SAY.values())
            return not (is_explained or misses_what_is_empty(message, case.body))
        case AcceptedNegativeData():
            # The vendor reads requests more tolerantly than the document can say.
            return not is_read_leniently(case, response)
    return True


def read_envelope(response):
    try:
        envelope = response.json()
    except ValueError:
        return {}
    return envelope if isinstance(envelope, dict) else {}


def misses_what_is_empty(message, body):
    """An empty text, list or object is an absent one, also where the member is required and the document sets no least length."""
    missed = re.fullmatch(r"(\S+) is required", message)
    if missed is None:
        return False
    for step in re.findall(r"\w+", missed[1]):
        body = body[int(step)] if isinstance(body, list) else body.get(step)
    return body in ("", [], {})


def is_read_leniently(case, response):
    document = case.operation.schema.raw_schema
    operation = document["paths"][case.operation.path][case.method.lower()]
    reader = Reader(document["components"]["schemas"])
    if "requestBody" in operation:
        return reader.accepts(operation["requestBody"]["content"]["application/json"]["schema"], case.body)
    # An empty parameter is an absent one too.
    sent = dict(parse_qsl(urlsplit(response.request.url).query, keep_blank_values=True))
    parameters = [resolve(document, parameter) for parameter in operation.get("parameters", ())]
    queried = {parameter["name"]: parameter["schema"] for parameter in parameters if parameter["in"] == "query"}
    required = [parameter["name"] for parameter in parameters if parameter["in"] == "query" and parameter["required"]]
    return "" in sent.values() and reader.accepts({"type": "object", "properties": queried, "required": required}, sent)
