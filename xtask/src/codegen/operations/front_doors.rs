//! Which methods of a client call an operation. Nobody keeps a list: it is read from the code.
//!
//! An operation is named at one place of the hand-written code: in the table of products, in a table of models, or where it is called.
//! From there the way back leads over the types to the methods that people begin with.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};

use super::made_methods::MadeMethods;
use super::source::{Method, MethodKind, Source};
use crate::project::Project;

/// The client of one crate.
pub(super) struct FrontDoors {
    /// `Images`
    client: String,
    sources: Vec<Source>,
    made: MadeMethods,
}

impl FrontDoors {
    pub(super) fn read(project: &Project, stem: &str) -> Result<Self> {
        let folder = project.crates().join(format!("kling-{stem}/src"));
        let mut paths = Vec::new();
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            paths.push(entry?.path());
        }
        paths.retain(|path| {
            path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("generated.rs")
        });
        paths.sort();
        let sources = paths.iter().map(|path| Source::read(path)).collect::<Result<_>>()?;
        let client = stem[..1].to_uppercase() + &stem[1..];
        Ok(Self { client, sources, made: MadeMethods::read(project)? })
    }

    /// The methods that call an operation; none when it is on the wire only.
    pub(super) fn of(&self, operation: &str) -> Result<Vec<String>> {
        let mut doors = Vec::new();
        let mut is_named = false;
        for source in &self.sources {
            for table in &source.tables {
                for row in table.rows.iter().filter(|row| row.word == operation) {
                    is_named = true;
                    doors.extend(match table.name.as_str() {
                        "products" => self.of_product_row(&row.subject, operation),
                        _ => self.of_model(&row.subject, source),
                    });
                }
            }
            for method in source.methods.iter().filter(|method| method.calls.contains(operation)) {
                is_named = true;
                doors.extend(self.of_caller(method, operation));
            }
        }
        if is_named && doors.is_empty() {
            bail!("{operation} is called, but it cannot be told by which method of {}", self.client);
        }
        let mut seen = BTreeSet::new();
        doors.retain(|door| seen.insert(door.clone()));
        Ok(doors)
    }

    /// A line of `products!`: the client finds and lists tasks by the type, and a builder orders it.
    fn of_product_row(&self, product: &str, operation: &str) -> Vec<String> {
        match verb(operation) {
            verb @ ("get" | "list") => {
                let method = if verb == "get" { "task" } else { "list" };
                let method = Some(method).filter(|method| self.made.has("products", method));
                method.map(|method| format!("{}::{method}::<{product}>", self.client)).into_iter().collect()
            }
            _ => self.of_product(product),
        }
    }

    /// A line of a table of models: the builder of the same file, begun with the model.
    fn of_model(&self, model: &str, source: &Source) -> Vec<String> {
        let openings = source.doors.iter().flat_map(|door| self.openings(&door.name));
        openings.map(|opening| format!("{opening}({model}, ..)")).collect()
    }

    fn of_caller(&self, method: &Method, operation: &str) -> Vec<String> {
        match method.kind {
            MethodKind::Public => vec![method.path()],
            MethodKind::Final => self.openings(&method.owner),
            // How the client asks for tasks, behind a method of the operation's verb.
            MethodKind::OfTrait if method.owner == self.client => self.of_client(verb(operation)),
            // How a product is ordered.
            MethodKind::OfTrait => self.of_product(&method.owner),
            MethodKind::Private => {
                let callers = self.methods().filter(|caller| caller.owner == method.owner);
                let callers = callers.filter(|caller| caller.kind == MethodKind::Public);
                callers.filter(|caller| caller.calls.contains(&method.name)).map(Method::path).collect()
            }
        }
    }

    /// The methods that begin an order of this product.
    fn of_product(&self, product: &str) -> Vec<String> {
        let doors = self.sources.iter().flat_map(|source| &source.doors);
        let by_macro = doors.filter(|door| door.products.contains(product)).map(|door| door.name.as_str());
        let by_hand = self.methods().filter(|method| {
            let returns = |word: &str| method.returns.contains(word);
            method.kind == MethodKind::Final && method.name == "send" && returns("Task") && returns(product)
        });
        by_macro.chain(by_hand.map(|method| method.owner.as_str())).flat_map(|door| self.openings(door)).collect()
    }

    /// The methods that give this builder.
    fn openings(&self, builder: &str) -> Vec<String> {
        let methods = self.methods().filter(|method| method.kind == MethodKind::Public && method.owner != builder);
        methods.filter(|method| method.returns.contains(builder)).map(Method::path).collect()
    }

    /// The client's method of this name, written by hand or made by a macro that names the client.
    fn of_client(&self, name: &str) -> Vec<String> {
        let mut methods = self.methods().filter(|method| method.kind == MethodKind::Public);
        let is_written = methods.any(|method| method.owner == self.client && method.name == name);
        let mut tables = self.sources.iter().flat_map(|source| &source.tables);
        let is_made = tables.any(|table| table.words.contains(&self.client) && self.made.has(&table.name, name));
        if is_written || is_made { vec![format!("{}::{name}", self.client)] } else { Vec::new() }
    }

    fn methods(&self) -> impl Iterator<Item = &Method> {
        self.sources.iter().flat_map(|source| &source.methods)
    }
}

impl Method {
    fn path(&self) -> String {
        format!("{}::{}", self.owner, self.name)
    }
}

fn verb(operation: &str) -> &str {
    operation.split('_').next().unwrap_or(operation)
}
