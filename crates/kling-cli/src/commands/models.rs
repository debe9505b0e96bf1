//! `klingctl models`

use clap::{Args, ValueEnum};
use kling::Error;
use kling::models::{Product, Standard, closest};

use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::model_table::{self, RowFilter, current_model_names, model_names};
use crate::open_words::OpenWords;
use crate::report::Failure;
use crate::stdout;

/// Show what each model can do and costs; uses no network
///
/// A line for each model of each product: sizes or modes, seconds, shapes, sound, several shots, pictures, elements, voices, units of
/// its pack, and the day it retired. With a NAME one model in full. The table is that of this version of klingctl; the API may know
/// more, and unknown models are passed on with a warning.
#[derive(Args, Debug)]
pub(crate) struct ModelsArgs {
    /// One model, in either standard's spelling: kling-v3, kling-3.0-turbo
    #[arg(value_name = "NAME", value_parser = OpenWords(model_names()), hide_possible_values = true, conflicts_with_all = ["product", "standard", "all"])]
    name: Option<String>,

    /// Only what makes this: text-to-video, omni-image, ...
    #[arg(long, value_name = "PRODUCT", value_parser = OpenWords(product_names()), hide_possible_values = true)]
    product: Option<String>,

    /// Only one of the API's families
    #[arg(long, value_enum)]
    standard: Option<StandardOption>,

    /// Models that retired too
    #[arg(long)]
    all: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StandardOption {
    /// Paths that begin with /v1
    V1,
    /// The newer standard, with the model in the path
    Tasks,
    /// Paths that begin with /solutions
    Solutions,
}

fn product_names() -> Vec<&'static str> {
    Product::ALL.iter().map(|product| product.name()).collect()
}

impl ModelsArgs {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let rows = match &self.name {
            Some(name) => {
                Some(model_table::rows_of(name)).filter(|rows| !rows.is_empty()).ok_or_else(|| unknown_model(name))?
            }
            None => self.filter()?.rows(),
        };
        if options.json {
            let rows: Vec<_> = rows.into_iter().map(model_table::to_json).collect();
            stdout::print_json(&rows)?;
        } else if self.name.is_some() {
            stdout::print(model_table::describe(&rows))?;
        } else if rows.is_empty() {
            stdout::print("no model does that")?;
        } else {
            stdout::print(model_table::to_table(&rows))?;
        }
        Ok(ExitCode::Done)
    }

    fn filter(&self) -> Result<RowFilter, Error> {
        let product = self.product.as_deref().map(|name| Product::from_name(name).ok_or_else(|| unknown_product(name)));
        let standard = self.standard.map(|standard| match standard {
            StandardOption::V1 => Standard::V1,
            StandardOption::Tasks => Standard::Tasks,
            StandardOption::Solutions => Standard::Solutions,
        });
        Ok(RowFilter { product: product.transpose()?, standard, with_retired: self.all })
    }
}

fn unknown_model(name: &str) -> Error {
    let near = closest(name, current_model_names())
        .or_else(|| closest(name, model_names()))
        .map(|near| format!("; did you mean {near}?"))
        .unwrap_or_default();
    Error::invalid_input(format!("no model is known as {name}{near}"))
        .with_advice("`klingctl models --all` shows all of them")
}

fn unknown_product(name: &str) -> Error {
    let near = closest(name, product_names()).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
    Error::invalid_input(format!("no product is called {name}{near}"))
        .with_advice(format!("one of {}", product_names().join(", ")))
}
