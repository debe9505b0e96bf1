use xtask::lint;
use xtask::project::Project;

use crate::scratch::Scratch;

#[test]
fn the_documents_keep_the_rules() {
    assert_eq!(lint::run(&Project::of_this_build()).unwrap(), []);
}

/// Breaks one thing and expects a finding that says so.
#[track_caller]
fn assert_found(file: &str, old: &str, new: &str, problem: &str) {
    let scratch = Scratch::new();
    scratch.replace(file, old, new);
    let findings: Vec<String> = lint::run(&scratch.project).unwrap().iter().map(ToString::to_string).collect();
    assert!(
        findings.iter().any(|finding| finding.contains(problem)),
        "expected a finding with {problem:?}, found {findings:#?}"
    );
}

const IMAGES: &str = "openapi/images.yaml";

#[test]
fn broken_references_are_found() {
    assert_found(
        IMAGES,
        "common.yaml#/components/schemas/ImageInput",
        "common.yaml#/components/schemas/Picture",
        "does not exist",
    );
    assert_found(
        IMAGES,
        "common.yaml#/components/schemas/ImageInput",
        "account.yaml#/components/schemas/ResourcePack",
        "common.yaml only",
    );
    assert_found(
        IMAGES,
        "#/components/schemas/ExpandImageRequest",
        "#/definitions/ExpandImageRequest",
        "ExpandImageRequest",
    );
    assert_found(
        IMAGES,
        "          $ref: 'common.yaml#/components/schemas/ImageInput'",
        "          $ref: 'common.yaml#/components/schemas/ImageInput'\n          description: beside",
        "wrap it in allOf",
    );
    assert_found(
        IMAGES,
        "    ImageTaskResult:\n",
        "    Forgotten:\n      type: string\n      description: No use.\n    ImageTaskResult:\n",
        "nothing refers to it",
    );
}

#[test]
fn broken_structure_is_found() {
    assert_found(IMAGES, "openapi: 3.0.3", "openapi: 3.1.0", "must be 3.0.3");
    assert_found(IMAGES, "maxLength: 2500", "maxLenght: 2500", "maxLenght is not a schema keyword");
    assert_found(IMAGES, "maxLength: 2500", "maxLength: many", "not an OpenAPI 3.0 document");
    assert_found(
        IMAGES,
        "expand/{id}:",
        "expand/{task}:",
        r#"the path has the parameters ["task"], but required are declared ["id"]"#,
    );
    assert_found(
        IMAGES,
        "        '200':\n          description: The task.",
        "        '200':\n          description: The task.\n        '201':\n          description: The task.",
        "needs one 2xx response and has 2",
    );
}

#[test]
fn missing_words_are_found() {
    assert_found(IMAGES, "      summary: Create an image expansion task\n", "", "has no summary");
    assert_found(
        IMAGES,
        "          description: How many pictures to make. Each occupies a concurrency slot and is paid for.\n",
        "",
        "has no description",
    );
    assert_found(
        "openapi/common.yaml",
        "      description: Number of the page, counted from 1.\n",
        "",
        "has no description",
    );
    assert_found(IMAGES, "What the new area", "What \u{2014} the new area", "em-dash");
}

#[test]
fn nameless_schemas_are_found() {
    assert_found(
        IMAGES,
        "          $ref: 'common.yaml#/components/schemas/WatermarkInfo'",
        "          type: object\n          description: Inline.\n          properties: {enabled: {type: boolean, description: On.}}",
        "needs a name",
    );
    assert_found(
        "openapi/account.yaml",
        "      x-extensible-enum: [toBeOnline",
        "      enum: [toBeOnline",
        "closed enum",
    );
    assert_found(
        IMAGES,
        "      type: object\n      description: What a finished",
        "      type: object\n      additionalProperties: false\n      description: What a finished",
        "unknown members are ignored",
    );
}

#[test]
fn objects_that_cannot_be_read_from_nothing_are_found() {
    assert_found(
        "openapi/common.yaml",
        "      description: What the caller said about the task when creating it, and the video it began with.\n",
        "      description: What the caller said.\n      required: [external_task_id]\n",
        "could not be read from {}",
    );
}

#[test]
fn bounds_without_sense_are_found() {
    assert_found(IMAGES, "maximum: 9", "maximum: 0", "the least, 1, is above the most, 0");
    assert_found(IMAGES, "          default: 1", "          default: 12", "the default 12 is out of bounds");
    assert_found(IMAGES, "          example: 0.45\n", "          example: 2.5\n", "the example 2.5 is out of bounds");
    assert_found(
        IMAGES,
        "required: [task_id, task_status]",
        "required: [task_id, task_status, price]",
        "requires \"price\"",
    );
    assert_found(
        "openapi/account.yaml",
        "[decreasing_total, constant_period]",
        "[decreasing_total, decreasing_total]",
        "is there twice",
    );
}

#[test]
fn operations_that_clash_are_found() {
    assert_found(
        "openapi/account.yaml",
        "operationId: get_account_costs",
        "operationId: get_image_expansion",
        "get_image_expansion exists already, in openapi/account.yaml",
    );
    assert_found(
        IMAGES,
        "operationId: get_image_expansion",
        "operationId: getImageExpansion",
        "getImageExpansion is not verb_noun",
    );
    assert_found(IMAGES, "tags: [image expansion]", "tags: [pictures]", "is not declared");
}

#[test]
fn an_operation_without_fixtures_is_found() {
    let scratch = Scratch::new();
    std::fs::remove_file(scratch.path("openapi/examples/images/get_image_expansion.refusal.json")).unwrap();
    let findings = lint::run(&scratch.project).unwrap();
    let places: Vec<String> = findings.iter().map(|finding| finding.place.replace('\\', "/")).collect();
    assert_eq!(places, ["openapi/examples/images/get_image_expansion.refusal.json"]);
}

#[test]
fn fixtures_that_lie_are_found() {
    let success = "openapi/examples/images/get_image_expansion.success.json";
    assert_found(success, r#""method": "GET""#, r#""method": "POST""#, "the method is GET");
    assert_found(success, "/editing/expand/", "/editing/shrink/", "the path is not");
    assert_found(success, r#""index": 0"#, r#""index": "0""#, "task_result/images/0/index");
    assert_found(success, r#""task_id": "912345678901234567","#, "", "task_id");
    assert_found(success, r#""status": 200"#, r#""status": 418"#, "no answer with status 418");
    assert_found(success, r#""code": 0"#, r#""code": 1201"#, "does not fit a success");
    assert_found(success, r#""note""#, r#""not""#, "has no note");

    let create = "openapi/examples/images/create_image_expansion.success.json";
    assert_found(create, r#""n": 2"#, r#""n": 10"#, "10 is greater than the maximum of 9");
    assert_found(create, r#""n": 2"#, r#""number": 2"#, "number is not in the document");

    let list = "openapi/examples/images/list_image_expansions.success.json";
    assert_found(list, r#""pageNum": 1"#, r#""page_num": 1"#, "page_num is not a query parameter");

    let array = "openapi/examples/images/get_image_expansion.units-as-number.json";
    assert_found(
        array,
        r#""final_unit_deduction": 4.4"#,
        r#""final_unit_deduction": "4.4""#,
        "is what the document says",
    );
}
