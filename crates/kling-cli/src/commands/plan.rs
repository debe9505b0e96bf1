//! `klingctl plan`

use std::io::{self, IsTerminal as _};

use clap::Args;
use kling::Error;
use kling::geometry::{Size, SizeError, limits, plan_steps};
use kling::runtime::PictureHeader;
use supports_unicode::Stream;

use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::input::Input;
use crate::plan_record::PlanRecord;
use crate::report::Failure;
use crate::wish::WishOptions;
use crate::{drawing, plan_table, stdout};

/// Show what an expansion would make of a picture; uses no network and costs nothing
///
/// Where one expansion is not enough, the fewest that are, one after the other. `klingctl expand --steps auto` carries them out.
///
/// A picture that the API would refuse as input is refused here too: sides below 300 px, a shape beyond 1:2.5 or 2.5:1, a file
/// above 10 MB. JSON has the members canvas {width, height}, origin {x, y} of the picture in it, images, units_estimated and
/// steps; each step has up_expansion_ratio, down_expansion_ratio, left_expansion_ratio, right_expansion_ratio, canvas,
/// canvas_is_exact, origin and area_multiple.
#[derive(Args, Debug)]
#[command(override_usage = "klingctl plan [OPTIONS] <WxH|IMAGE> <WISH>")]
pub(crate) struct PlanArgs {
    /// The size of a picture, a picture file, or `-` for one on stdin
    #[arg(value_name = "WxH|IMAGE")]
    subject: String,

    #[command(flatten)]
    wish: WishOptions,

    /// Draw the old frame in the new one also where stdout is no terminal
    #[arg(long)]
    drawing: bool,
}

impl PlanArgs {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        self.wish.check()?;
        let source = self.source()?;
        let steps = plan_steps(source, &self.wish.wish(), self.wish.anchor()).map_err(refused)?;
        if options.json {
            stdout::print_json(&PlanRecord::new(&steps, 1))?;
            return Ok(ExitCode::Done);
        }
        stdout::print(plan_table::to_text(&steps, 1))?;
        if self.drawing || io::stdout().is_terminal() {
            stdout::print(drawing::draw(&steps, supports_unicode::on(Stream::Stdout)))?;
        }
        Ok(ExitCode::Done)
    }

    /// The size, as people see the picture; one that the API takes.
    fn source(&self) -> Result<Size, Failure> {
        match self.subject.parse() {
            Ok(size) => return Ok(check_size(size)?),
            Err(SizeError::Empty) => {
                return Err(Error::invalid_input(format!("a side of {} is zero", self.subject)).into());
            }
            Err(_) => {}
        }
        let input = Input::from(self.subject.clone());
        if !input.is_local() {
            let error = Error::invalid_input("a plan uses no network, so it cannot look at a URL");
            return Err(error.with_advice("use `klingctl expand --dry-run`, or give the size as WIDTHxHEIGHT").into());
        }
        let about = |error| Failure::from(error).about(input.name());
        let bytes = input.read().map_err(about)?;
        limits::check_input_bytes(bytes.len() as u64).map_err(|error| about(refused(error)))?;
        let header = PictureHeader::read(&bytes).map_err(about)?;
        let size = Size::new(header.width, header.height).map_err(refused);
        size.and_then(check_size).map_err(about)
    }
}

fn check_size(size: Size) -> Result<Size, Error> {
    limits::check_input_size(size).map_err(refused)?;
    Ok(size)
}

fn refused(error: impl std::error::Error) -> Error {
    Error::invalid_input(error.to_string())
}
