//! What the tables have to say about a request, in one sentence each.

use core::{fmt, time::Duration};

use crate::{Ceiling, Durations, Field, Product, Range, Retirement, Standard, Tier, Use, Uses, capabilities};

/// What a [`Finding`] means for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It may work, or something in it has no effect. Say so, and send it.
    Warn,
    /// It cannot work, by facts that are confirmed. Do not send it.
    Refuse,
}

/// A value of a request, as messages print it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A word.
    Text(&'a str),
    /// A count.
    Number(u64),
    /// A length.
    Length(Duration),
    /// A number that need not be whole.
    Scale(f64),
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "`{text}`"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Length(length) => write!(f, "{} s", length.as_secs_f64()),
            Self::Scale(scale) => write!(f, "{scale}"),
        }
    }
}

/// The values that a field can have, as messages print them.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Allowed {
    /// One of these words.
    Words(&'static [&'static str]),
    /// The name of one of these grades.
    Tiers(&'static [Tier]),
    /// One of these lengths.
    Durations(Durations),
    /// A number between two bounds, both included.
    Between(Range),
    /// At most so many.
    AtMost(u64),
    /// A number from 0 to 1.
    ZeroToOne,
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => write_list(f, words.iter().copied()),
            Self::Tiers(tiers) => write_list(f, tiers.iter().map(|tier| tier.name)),
            Self::Durations(durations) => durations.fmt(f),
            Self::Between(range) if range.min == range.max => write!(f, "exactly {}", range.min),
            Self::Between(range) => write!(f, "{} to {}", range.min, range.max),
            Self::AtMost(0) => f.write_str("none"),
            Self::AtMost(most) => write!(f, "at most {most}"),
            Self::ZeroToOne => f.write_str("0 to 1"),
        }
    }
}

fn write_list<'t>(f: &mut fmt::Formatter<'_>, words: impl Iterator<Item = &'t str>) -> fmt::Result {
    for (at, word) in words.enumerate() {
        let joint = if at == 0 { "" } else { ", " };
        write!(f, "{joint}{word}")?;
    }
    Ok(())
}

/// What is the matter.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Problem<'a> {
    /// The field cannot have this value.
    NotAllowed {
        /// The value.
        value: Value<'a>,
        /// What it can be.
        allowed: Allowed,
    },
    /// The model cannot do this.
    Unsupported {
        /// What it cannot do.
        what: Use,
        /// The grade in which it cannot, when a grade of the model can.
        tier: Option<&'static Tier>,
        /// A grade of the model that can.
        better_tier: Option<&'static Tier>,
    },
    /// By the documents it can do this in clips of 5 seconds only.
    InFiveSecondsOnly {
        /// What it can do there.
        what: Use,
    },
    /// No model of the product has such a field in this standard, and the server ignores it.
    NoField {
        /// The field to use instead.
        instead: Option<Field>,
    },
    /// Two things do not go together.
    Excludes {
        /// The other field.
        other: Field,
    },
    /// One thing goes only with another.
    Needs {
        /// Any one of these.
        others: Uses,
    },
    /// Too many of some things come together.
    TooManyTogether {
        /// How many.
        count: u32,
        /// The rule.
        ceiling: &'static Ceiling,
    },
    /// The prompt is longer than the vendor advises.
    LongerThanAdvised {
        /// The characters it has.
        chars: usize,
        /// The most that is advised.
        advised: usize,
    },
    /// Sound is always made, and no field turns it off.
    AlwaysHasSound,
    /// The table does not know the model for this product. It passes unchecked.
    UnknownModel {
        /// The known model that was probably meant.
        closest: Option<&'static str>,
    },
    /// The product takes no model.
    NoModel,
    /// The product is not ordered in this standard.
    NotInStandard,
    /// The model retired, or seems to.
    Retired {
        /// When, and how that is known.
        retirement: Retirement,
        /// The model that takes its place.
        successor: Option<&'static str>,
    },
    /// No model is named, and the default retired or is not certain.
    DoubtfulDefault {
        /// The month of the documents that name the default.
        edition: &'static str,
        /// When the default retired.
        retirement: Option<Retirement>,
    },
}

/// One thing that the tables have to say about a request. Its `Display` is one plain sentence with advice.
///
/// ```
/// use core::time::Duration;
/// use kling_models::{Product, Request, Severity, Standard, check};
///
/// let request = Request::new().with_mode("std").with_duration(Duration::from_secs(7));
/// let findings = check(Product::TextToVideo, Standard::V1, Some("kling-v2-6"), &request);
/// let refusal = findings.into_iter().find(|finding| finding.severity == Severity::Refuse).expect("7 s is not possible");
/// assert_eq!(
///     refusal.to_string(),
///     "`duration` 7 s is not possible with kling-v2-6 for text-to-video: allowed is 5 or 10 s; kling-v3 takes it"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding<'a> {
    /// What it means for the request.
    pub severity: Severity,
    /// The product.
    pub product: Product,
    /// The standard.
    pub standard: Standard,
    /// The model that was asked for, or the default where none was.
    pub model: Option<&'a str>,
    /// Whether the model was named by the request.
    pub is_model_named: bool,
    /// What of the request it is about.
    pub field: Field,
    /// What is the matter.
    pub problem: Problem<'a>,
    /// A model of the same product, not retired, that has no such problem and would not be refused.
    pub other_model: Option<&'static str>,
}

impl Finding<'_> {
    /// How a create spells the field it is about.
    pub const fn field_name(&self) -> &'static str {
        self.field.name(self.product, self.standard)
    }

    fn spell(&self, field: Field) -> &'static str {
        field.name(self.product, self.standard)
    }

    /// `with kling-v2-6 for text-to-video`, and what stands there when no model was named.
    fn write_subject(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let product = self.product;
        match (self.model, self.is_model_named, self.severity) {
            (Some(model), true, _) => write!(f, "with {model} for {product}"),
            (Some(_), false, Severity::Refuse) => write!(f, "with any model for {product}"),
            (Some(model), false, Severity::Warn) => write!(f, "with the default model {model} for {product}"),
            (None, ..) => write!(f, "for {product}"),
        }
    }

    /// `is not possible`, or how sure that is.
    const fn verdict(&self) -> &'static str {
        match self.severity {
            Severity::Refuse => "is not possible",
            Severity::Warn => "may not be possible",
        }
    }

    fn write_other_model(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.other_model {
            Some(model) => write!(f, "; {model} takes it"),
            None => Ok(()),
        }
    }

    fn write_unknown_model(&self, f: &mut fmt::Formatter<'_>, closest: Option<&str>) -> fmt::Result {
        let (field, model, product) = (self.field_name(), self.model.unwrap_or(""), self.product);
        write!(f, "`{field}` `{model}` is not a model that is known for {product}, so nothing was checked")?;
        match closest {
            Some(closest) => write!(f, "; did you mean {closest}?"),
            None => {
                f.write_str("; known are ")?;
                write_list(f, capabilities(product, self.standard).filter_map(|row| row.model))
            }
        }
    }

    fn write_unsupported(
        &self,
        f: &mut fmt::Formatter<'_>,
        what: Use,
        tier: Option<&Tier>,
        better_tier: Option<&Tier>,
    ) -> fmt::Result {
        write!(f, "`{}` ({}) {} ", self.field_name(), what.name(), self.verdict())?;
        self.write_subject(f)?;
        if let Some(tier) = tier.filter(|tier| !tier.name.is_empty()) {
            write!(f, " at {}", tier.name)?;
        }
        match better_tier {
            Some(better) => write!(f, "; {} can do it", better.name),
            None => self.write_other_model(f),
        }
    }

    fn write_too_many(&self, f: &mut fmt::Formatter<'_>, count: u32, ceiling: &Ceiling) -> fmt::Result {
        for (at, counted) in ceiling.counted.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { "" } else { " and " }, counted.name())?;
        }
        for (at, one) in ceiling.when.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { " beside " } else { " and " }, one.name())?;
        }
        write!(f, ": {count} ")?;
        f.write_str(match self.severity {
            Severity::Refuse => "are too many ",
            Severity::Warn => "may be too many ",
        })?;
        self.write_subject(f)?;
        write!(f, " (`{}`); allowed is {}", self.field_name(), Allowed::AtMost(ceiling.most.into()))
    }
}

impl fmt::Display for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.field_name();
        match self.problem {
            Problem::NotAllowed { value, allowed } => {
                write!(f, "`{field}` {value} {} ", self.verdict())?;
                self.write_subject(f)?;
                let word = if self.severity == Severity::Refuse { "allowed" } else { "documented" };
                write!(f, ": {word} is {allowed}")?;
                self.write_other_model(f)
            }
            Problem::Unsupported { what, tier, better_tier } => self.write_unsupported(f, what, tier, better_tier),
            Problem::InFiveSecondsOnly { what } => {
                write!(f, "`{field}` ({}) is documented ", what.name())?;
                self.write_subject(f)?;
                f.write_str(" in clips of 5 s only; ask for 5 s")
            }
            Problem::NoField { instead } => {
                write!(f, "`{field}` has no effect on {}: the server ignores it; ", self.product)?;
                match instead {
                    Some(instead) => write!(f, "use `{}`", self.spell(instead)),
                    None => f.write_str("leave it out"),
                }
            }
            Problem::Excludes { other } => {
                write!(f, "`{field}` and `{}` together: this {} ", self.spell(other), self.verdict())?;
                self.write_subject(f)?;
                f.write_str("; leave one out")?;
                match self.other_model {
                    Some(model) => write!(f, ", or use {model}"),
                    None => Ok(()),
                }
            }
            Problem::Needs { others } => {
                write!(f, "`{field}` alone {} ", self.verdict())?;
                self.write_subject(f)?;
                f.write_str("; add ")?;
                for (at, other) in others.iter().enumerate() {
                    write!(f, "{}{}", if at == 0 { "" } else { " or " }, other.name())?;
                }
                Ok(())
            }
            Problem::TooManyTogether { count, ceiling } => self.write_too_many(f, count, ceiling),
            Problem::LongerThanAdvised { chars, advised } => {
                write!(f, "`{field}` of {chars} characters is longer than the {advised} that the vendor advises ")?;
                self.write_subject(f)?;
                f.write_str("; shorten it")
            }
            Problem::AlwaysHasSound => {
                write!(f, "`{field}` cannot be turned off ")?;
                self.write_subject(f)?;
                f.write_str(": sound is always made and paid for")?;
                match self.other_model {
                    Some(model) => write!(f, "; {model} can be silent"),
                    None => Ok(()),
                }
            }
            Problem::UnknownModel { closest } => self.write_unknown_model(f, closest),
            Problem::NoModel => {
                write!(
                    f,
                    "`{field}` `{}` has no effect: {} takes no model; leave it out",
                    self.model.unwrap_or(""),
                    self.product
                )
            }
            Problem::NotInStandard => {
                write!(
                    f,
                    "{} is not among the products of the standard {}, so nothing was checked",
                    self.product, self.standard
                )
            }
            Problem::Retired { retirement, successor } => {
                write!(f, "`{field}` `{}` {retirement}", self.model.unwrap_or(""))?;
                match successor {
                    Some(successor) => write!(f, "; use {successor}"),
                    None => Ok(()),
                }
            }
            Problem::DoubtfulDefault { edition, retirement } => {
                let model = self.model.unwrap_or("");
                write!(f, "`{field}` is not given, so the server takes {model} by the documents of {edition}")?;
                match retirement {
                    Some(retirement) => write!(f, ", which {retirement}")?,
                    None => f.write_str(", and sources disagree about that")?,
                }
                match self.other_model {
                    Some(other) => write!(f, "; name a model, such as {other}"),
                    None => f.write_str("; no model is known to have taken its place"),
                }
            }
        }
    }
}
