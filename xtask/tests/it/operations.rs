use std::collections::BTreeSet;
use std::fs;

use xtask::bundle;
use xtask::codegen;
use xtask::project::Project;
use xtask::walk;

use crate::scratch::Scratch;

/// The cells of an operation's line, without the quotes of code.
fn cells(table: &str, operation: &str) -> Vec<String> {
    let line = table.lines().find(|line| line.starts_with(&format!("| `{operation}`")));
    let line = line.unwrap_or_else(|| panic!("no line of {operation}"));
    let cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().replace('`', ""));
    cells.collect()
}

#[test]
fn every_operation_has_a_line_and_every_cell_says_something() {
    let project = Project::of_this_build();
    let table = codegen::generate(&project, "operations").unwrap();
    let merged = bundle::merge_all(&project).unwrap();
    let operations = walk::operations(&merged);
    assert!(table.contains(&format!("\n{} operations.\n", operations.len())));
    for operation in &operations {
        let id = operation.id().unwrap();
        let cells = cells(&table, id);
        assert_eq!(cells.len(), 5, "{cells:?}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{cells:?}");
        assert_eq!(cells[2], format!("Client::{id}"));
        assert!(cells[4].starts_with("klingctl "), "{cells:?}");
        assert_eq!(cells[0].ends_with(" (deprecated)"), operation.value["deprecated"] == true, "{cells:?}");
    }
}

#[test]
fn what_the_table_calls_a_front_door_is_there() {
    let project = Project::of_this_build();
    let table = codegen::generate(&project, "operations").unwrap();
    let mut missing = BTreeSet::new();
    for section in table.split("\n## ").skip(1) {
        let krate = section.lines().next().unwrap();
        let mut code = String::new();
        for entry in fs::read_dir(project.crates().join(krate).join("src")).unwrap() {
            code.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
        }
        for line in section.lines().filter(|line| line.starts_with("| `")) {
            let doors = line.split(" | ").nth(3).unwrap();
            for door in doors.split(", `").filter(|door| door.contains("::")) {
                let path = door.trim_matches('`');
                let method = path.split("::").nth(1).unwrap().split('(').next().unwrap();
                // Made by `products!` and `desk_client!`.
                let is_made = ["task", "list", "get"].contains(&method);
                if !is_made && !code.contains(&format!("fn {method}")) {
                    missing.insert(format!("{krate}: {path}"));
                }
            }
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

/// The real documents, with crates in which nothing is written by hand.
fn bare() -> Scratch {
    let scratch = Scratch::new();
    scratch.write(
        "crates/kling-runtime/src/products.rs",
        "macro_rules! products { () => { impl $client { pub fn task() {} pub fn list() {} fn page() {} } }; }",
    );
    scratch.write("crates/kling-cli/tests/surface/operations.txt", "");
    scratch
}

fn line(scratch: &Scratch, operation: &str) -> Vec<String> {
    cells(&codegen::generate(&scratch.project, "operations").unwrap(), operation)
}

#[test]
fn without_a_front_door_and_a_command_there_is_the_wire() {
    assert_eq!(
        line(&bare(), "create_image_generation"),
        [
            "create_image_generation",
            "POST /v1/images/generations",
            "Client::create_image_generation",
            "wire only",
            "klingctl api POST /v1/images/generations",
        ]
    );
}

#[test]
fn a_line_of_the_products_leads_to_the_builder_that_orders_it() {
    let scratch = bare();
    scratch.write(
        "crates/kling-images/src/products.rs",
        "runtime::products! { client Images; trait ImageProduct; \
         /// Pictures.\n Pictures = \"pictures\", get_image_generation, list_image_generations, Task => Image, read, \
         create_image_generation(Request), review; }",
    );
    scratch.write(
        "crates/kling-images/src/make.rs",
        "runtime::front_door!(Make orders Pictures with watermark); \
         impl Images { pub fn make(&self) -> Make { todo() } fn hidden(&self) -> Make { todo() } } \
         impl Make { pub fn with_size(self) -> Make { self } pub fn lent(&self) -> &Make { self } }",
    );
    assert_eq!(line(&scratch, "create_image_generation")[3], "Images::make");
    assert_eq!(line(&scratch, "get_image_generation")[3], "Images::task::<Pictures>");
    assert_eq!(line(&scratch, "list_image_generations")[3], "Images::list::<Pictures>");
}

#[test]
fn a_line_of_the_models_leads_to_the_builder_of_its_file() {
    let scratch = bare();
    scratch.write(
        "crates/kling-tasks/src/text.rs",
        "models! { Kling26: create_text_to_video_2_6(Request) { seconds } Kling30: create_text_to_video_3_0(Request) { seconds } } \
         order_door!(Make<M: Makes<Text>> orders Order<Text, M>, marks watermark); \
         impl Tasks { pub fn text<M>(&self, model: M) -> Make<M> { todo() } }",
    );
    assert_eq!(line(&scratch, "create_text_to_video_2_6")[3], "Tasks::text(Kling26, ..)");
    assert_eq!(line(&scratch, "create_text_to_video_3_0")[3], "Tasks::text(Kling30, ..)");
}

#[test]
fn a_call_leads_to_the_methods_that_people_begin_with() {
    let scratch = bare();
    scratch.write(
        "crates/kling-account/src/client.rs",
        "impl Account { pub fn packs(&self) { self.costs() } fn costs(&self) { self.wire.get_account_costs() } \
         pub fn units(&self) -> Ledger { todo() } } \
         impl Ledger { pub fn entries(self) { pages(|wire| wire.list_unit_deductions()) } }",
    );
    scratch.write(
        "crates/kling-tasks/src/find.rs",
        "impl Desk for Tasks { fn query(&self) { self.wire().get_tasks() } fn page(&self) { self.wire().list_tasks() } } \
         runtime::desk! { /// Tasks.\n Tasks } impl Tasks { pub fn list(&self) {} }",
    );
    scratch.write(
        "crates/kling-runtime/src/desk.rs",
        "macro_rules! desk { ($client:ident) => { impl $client { pub async fn get(&self) {} } }; }",
    );
    assert_eq!(line(&scratch, "get_account_costs")[3], "Account::packs");
    assert_eq!(line(&scratch, "list_unit_deductions")[3], "Account::units");
    assert_eq!(line(&scratch, "get_tasks")[3], "Tasks::get");
    assert_eq!(line(&scratch, "list_tasks")[3], "Tasks::list");
}

#[test]
fn a_call_that_leads_nowhere_is_an_error_and_no_empty_cell() {
    let scratch = bare();
    scratch.write(
        "crates/kling-account/src/client.rs",
        "impl Account { fn costs(&self) { self.wire.get_account_costs() } }",
    );
    let error = codegen::generate(&scratch.project, "operations").unwrap_err();
    assert!(format!("{error:#}").contains("get_account_costs is called, but it cannot be told"), "{error:#}");
}

#[test]
fn a_command_of_an_operation_that_is_gone_is_an_error() {
    let scratch = bare();
    scratch.write("crates/kling-cli/tests/surface/operations.txt", "create_kite kite fly\n");
    let error = codegen::generate(&scratch.project, "operations").unwrap_err().to_string();
    assert!(error.contains("no document has the operation create_kite"), "{error}");
}
