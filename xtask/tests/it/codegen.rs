use std::fs;

use xtask::codegen::{self, Mode};
use xtask::document;
use xtask::project::Project;

use crate::scratch::Scratch;

/// A document nobody has written: everything the generator is known to stumble over, in one operation.
const MADE_UP: &str = r##"
openapi: 3.0.3
info: {title: Kites, version: 0.1.0, description: Made up.}
servers: [{url: https://example.com}]
security: [{bearer: []}]
paths:
  /v1/kites/{id}:
    post:
      operationId: create_kite
      summary: Fly a kite
      description: |
        Up it goes:

            let kite = fly();

        ```
        not_rust!
        ```
      parameters:
        - $ref: 'common.yaml#/components/parameters/TaskKey'
        - {name: untilTime, in: query, required: true, description: End., schema: {type: integer, format: int64}}
        - {name: fromTime, in: query, required: true, description: Start., schema: {type: integer, format: int64}}
      requestBody:
        description: The kite.
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/KiteRequest'}}}
      responses:
        '200':
          description: Flying.
          content: {application/json: {schema: {$ref: '#/components/schemas/KiteResponse'}}}
        '400': {$ref: 'common.yaml#/components/responses/BadRequest'}
        '404': {$ref: 'common.yaml#/components/responses/NotFound'}
components:
  schemas:
    KiteRequest:
      type: object
      description: A kite.
      required: [type, height]
      properties:
        type: {$ref: '#/components/schemas/KiteKind'}
        height: {type: number, minimum: 1, maximum: 500, description: Metres.}
        tails: {type: integer, format: int32, minimum: 1, maximum: 9, default: 2, description: How many tails.}
        name: {type: string, maxLength: 20, description: Its name.}
        colours:
          type: array
          description: From top to bottom.
          items: {type: string, description: A colour.}
    KiteKind:
      type: string
      x-extensible-enum: [box, deltaWing]
      description: What kind.
    Kite:
      type: object
      description: A kite in the air.
      required: [task_id, task_status]
      properties:
        task_id: {$ref: 'common.yaml#/components/schemas/TaskId'}
        task_status: {$ref: 'common.yaml#/components/schemas/TaskStatus'}
        taskInfo: {$ref: 'common.yaml#/components/schemas/TaskInfo'}
        owner_id: {type: string, x-also-read: integer, description: Who flies it.}
        wind: {type: integer, format: int64, x-also-read: string, description: How strong.}
        final_unit_deduction:
          allOf: [{$ref: 'common.yaml#/components/schemas/UnitAmount'}]
          description: What it cost.
    KiteResponse:
      type: object
      description: The answer.
      required: [code]
      properties:
        code: {$ref: 'common.yaml#/components/schemas/ResponseCode'}
        message: {$ref: 'common.yaml#/components/schemas/ResponseMessage'}
        request_id: {$ref: 'common.yaml#/components/schemas/RequestId'}
        data: {$ref: '#/components/schemas/Kite'}
"##;

fn made_up() -> String {
    generate(MADE_UP)
}

fn generate(document: &str) -> String {
    let scratch = Scratch::new();
    scratch.write("openapi/kites.yaml", document);
    codegen::generate(&scratch.project, "kites").unwrap()
}

/// The text without line breaks and indentation, so that a test does not depend on the layout.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_has(text: &str, piece: &str) {
    assert!(flat(text).contains(&flat(piece)), "no {piece:?} in\n{text}");
}

#[track_caller]
fn assert_has_not(text: &str, piece: &str) {
    assert!(!flat(text).contains(&flat(piece)), "{piece:?} in\n{text}");
}

#[test]
fn the_committed_files_are_fresh() {
    codegen::run(&Project::of_this_build(), &[], Mode::Check).unwrap();
}

#[test]
fn an_operation_in_a_document_is_all_a_method_needs() {
    let scratch = Scratch::new();
    scratch.write("openapi/kites.yaml", MADE_UP);
    scratch.write("crates/kling-kites/src/lib.rs", "mod generated;");
    let written = codegen::run(&scratch.project, &["kites".to_owned()], Mode::Write).unwrap();
    assert_eq!(written, [scratch.path("crates/kling-kites/src/generated.rs")]);
    assert_has(
        &scratch.read("crates/kling-kites/src/generated.rs"),
        "pub async fn create_kite( &self, id: &str, until_time: i64, from_time: i64, body: &types::KiteRequest, ) \
         -> Result<ResponseValue<wire::Envelope<types::Kite>>, Error> {",
    );
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    assert_eq!(made_up(), made_up());
    let scratch = Scratch::new();
    // One file for each document, the table of calls, the documents in one, and the table of operations.
    let files = document::stems(&scratch.project).unwrap().len() + 3;
    assert_eq!(codegen::run(&scratch.project, &[], Mode::Write).unwrap().len(), files);
    assert!(codegen::run(&scratch.project, &[], Mode::Write).unwrap().is_empty());
}

#[test]
fn a_stale_file_is_reported_with_the_command_that_mends_it() {
    let scratch = Scratch::new();
    codegen::run(&scratch.project, &[], Mode::Write).unwrap();
    codegen::run(&scratch.project, &[], Mode::Check).unwrap();

    scratch.replace("openapi/images.yaml", "How many pictures to make.", "The number of pictures.");
    let before = scratch.read("crates/kling-images/src/generated.rs");
    let error = codegen::run(&scratch.project, &[], Mode::Check).unwrap_err().to_string();
    assert_eq!(
        error.replace('\\', "/"),
        "crates/kling-images/src/generated.rs is stale; mend it with `cargo xtask codegen images`\n\
         crates/kling-emulator/src/openapi.json is stale; mend it with `cargo xtask codegen embedded`"
    );
    assert_eq!(scratch.read("crates/kling-images/src/generated.rs"), before);

    codegen::run(&scratch.project, &["images", "embedded"].map(str::to_owned), Mode::Write).unwrap();
    codegen::run(&scratch.project, &[], Mode::Check).unwrap();
}

#[test]
fn a_missing_file_is_stale() {
    let scratch = Scratch::new();
    codegen::run(&scratch.project, &[], Mode::Write).unwrap();
    fs::remove_file(scratch.path("crates/kling-account/src/generated.rs")).unwrap();
    let error = codegen::run(&scratch.project, &[], Mode::Check).unwrap_err().to_string();
    assert_has(&error, "cargo xtask codegen account");
}

#[test]
fn a_document_without_its_crate_says_what_to_make() {
    let scratch = Scratch::new();
    scratch.write("openapi/kites.yaml", MADE_UP);
    let error = codegen::run(&scratch.project, &["kites".to_owned()], Mode::Write).unwrap_err().to_string();
    assert_has(&error, "wants a crate kling-kites");
    assert_has(&error, "Cargo.toml, README.md, src/lib.rs");
}

#[test]
fn unsound_documents_are_not_generated() {
    let scratch = Scratch::new();
    scratch.replace("openapi/images.yaml", "operationId: list_image_expansions", "operationId: get_image_expansion");
    let error = codegen::run(&scratch.project, &[], Mode::Write).unwrap_err().to_string();
    assert_has(&error, "get_image_expansion exists already");
    assert!(!scratch.path("crates/kling-images/src/generated.rs").exists());
}

#[test]
fn an_unknown_document_is_refused_with_the_known_ones() {
    let error = codegen::run(&Scratch::new().project, &["imagez".to_owned()], Mode::Write).unwrap_err();
    assert_has(&error.to_string(), "the documents are account, assets, audio, common, images");
}

#[test]
fn the_header_names_the_command() {
    assert!(made_up().starts_with("// @generated by `cargo xtask codegen kites` from openapi/kites.yaml.\n"));
}

#[test]
fn nothing_of_the_generators_own_client_is_left() {
    let text = made_up();
    for leftover in ["progenitor", "api-version", "header_map", "unwrap", "allow(", "prelude", "ConversionError"] {
        assert_has_not(&text, leftover);
    }
    assert_has(&text, "_ => Err(response.into_unexpected())");
    assert_has(&text, r#"format!("{}/v1/kites/{}", self.baseurl, encode_path(id))"#);
}

#[test]
fn a_client_is_made_from_a_session_and_from_nothing_else() {
    let text = made_up();
    assert_has(
        &text,
        "pub struct Client { baseurl: String, client: reqwest::Client, inner: ::kling_runtime::Session, }",
    );
    assert_has(
        &text,
        "pub fn new(session: &::kling_runtime::Session) -> Self { Self { \
         baseurl: session.base_url().as_str().to_owned(), client: session.http().clone(), inner: session.clone() } }",
    );
    assert_has_not(&text, "new_with_client");
}

#[test]
fn a_request_that_cannot_be_built_says_so() {
    let text = made_up();
    assert_has(&text, ".build() .map_err(unbuildable)?;");
    assert_has_not(&text, ".build()?");
}

#[test]
fn bounds_are_told_and_checked_and_defaults_are_told() {
    let text = made_up();
    assert_has(&text, "/// How many tails. /// /// From 1 to 9. /// /// The server's default is 2.");
    assert_has(&text, "pub tails: Option<u32>");
    assert_has(&text, "/// At most 20 characters.");
    assert_has(&text, "pub name: Option<String>");
    assert_has_not(&text, "NonZero");
    assert_has(&text, r#"bounds::number("height", Some(self.height), Some(1.0), Some(500.0))?;"#);
    assert_has(&text, r#"bounds::number("tails", self.tails.map(f64::from), Some(1.0), Some(9.0))?;"#);
    assert_has(&text, r#"bounds::characters("name", self.name.as_deref(), 0, Some(20))?;"#);
}

#[test]
fn only_what_is_marked_is_repeated_freely() {
    let text = made_up();
    assert_has(&text, r#"OperationInfo { operation_id: "create_kite", is_read: false }"#);
    let marked = MADE_UP.replace("operationId: create_kite", "operationId: create_kite\n      x-read-only: true");
    assert_has(&generate(&marked), r#"OperationInfo { operation_id: "create_kite", is_read: true }"#);
}

#[test]
fn optional_members_are_read_leniently_and_left_out_when_absent() {
    let text = made_up();
    assert_has(
        &text,
        r#"#[serde(default, deserialize_with = "absent::list", skip_serializing_if = "Vec::is_empty")] pub colours: Vec<String>"#,
    );
    assert_has(&text, r#"#[serde(rename = "taskInfo")] #[serde(default, deserialize_with = "absent::option","#);
}

#[test]
fn a_scalar_with_two_spellings_is_read_in_both() {
    let text = made_up();
    assert_has(&text, r#"#[serde(deserialize_with = "spelling::text")] pub task_id: String"#);
    assert_has(
        &text,
        r#"#[serde(default, deserialize_with = "spelling::optional_text", skip_serializing_if = "Option::is_none")]
           pub owner_id: Option<String>"#,
    );
    assert_has(
        &text,
        r#"#[serde(default, deserialize_with = "spelling::optional_integer", skip_serializing_if = "Option::is_none")]
           pub wind: Option<i64>"#,
    );
    assert_has(&text, "use kling_runtime::wire::{self, absent, spelling};");
}

#[test]
fn the_shared_vocabulary_is_used_and_not_made_again() {
    let text = made_up();
    assert_has(&text, "pub task_status: wire::TaskStatus");
    assert_has(&text, "pub task_info: Option<wire::TaskInfo>");
    assert_has(&text, "/// What it cost.");
    assert_has(&text, "pub final_unit_deduction: Option<wire::UnitAmount>");
    for made_again in ["struct TaskInfo", "struct TaskId", "struct KiteResponse", "struct ErrorBody"] {
        assert_has_not(&text, made_again);
    }
}

#[test]
fn an_enum_of_words_has_room_for_new_ones() {
    let text = made_up();
    assert_has(
        &text,
        "pub enum KiteKind { /// `box`. Box, /// `deltaWing`. DeltaWing, /// Any other word, as the API wrote it. Unknown(String), }",
    );
    assert_has(&text, "impl From<String> for KiteKind { fn from(word: String) -> Self {");
    assert_has(&text, r#""deltaWing" => Self::DeltaWing, _ => Self::Unknown(word.to_owned()),"#);
}

#[test]
fn structs_keep_the_order_of_the_document_and_can_be_made() {
    let text = made_up();
    assert_has(&text, "#[non_exhaustive] pub struct KiteRequest");
    let places: Vec<_> = ["pub type_: KiteKind", "pub height: f64", "pub tails:", "pub name:"]
        .map(|field| flat(&text).find(field))
        .into();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    assert_has(
        &text,
        "pub fn new(type_: impl Into<KiteKind>, height: f64) -> Self { Self { type_: type_.into(), height, tails: None, name: None, colours: Vec::new() } }",
    );
}

#[test]
fn no_doc_becomes_a_test() {
    let text = made_up();
    assert_has_not(&text, "/**");
    assert_has_not(&text, "```");
    let code_blocks = text.lines().filter(|line| line.trim_start().starts_with("///     ")).count();
    assert_eq!(code_blocks, 0);
}

#[test]
fn what_cannot_be_generated_is_an_error_and_not_a_panic() {
    for (old, new, problem) in [
        ("x-extensible-enum: [box, deltaWing]", "enum: [box, deltaWing]", "closed enum"),
        ("x-extensible-enum: [box, deltaWing]", "x-extensible-enum: [box, unknown]", "called Unknown"),
        ("x-also-read: integer", "x-also-read: number", "Kite.owner_id: no reader for a string that"),
        (
            "{type: string, description: A colour.}",
            "{type: string, x-also-read: integer, description: A colour.}",
            "no reader",
        ),
        ("common.yaml#/components/schemas/TaskInfo", "common.yaml#/components/schemas/Nothing", "does not exist"),
        ("common.yaml#/components/schemas/TaskInfo", "images.yaml#/components/schemas/TaskInfo", "not common.yaml"),
        (
            "      properties:\n        type:",
            "      properties:\n        type: {type: string}\n        type:",
            "duplicate",
        ),
    ] {
        let scratch = Scratch::new();
        scratch.write("openapi/kites.yaml", MADE_UP);
        scratch.replace("openapi/kites.yaml", old, new);
        let error = codegen::generate(&scratch.project, "kites").unwrap_err();
        assert_has(&format!("{error:#}"), problem);
    }
}
