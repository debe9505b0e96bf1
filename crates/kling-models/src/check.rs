//! Judges a request by the tables.

use core::time::Duration;

use crate::{
    Allowed, CEILINGS, Capability, Ceiling, CharacterOrientation, Confidence, Durations, Field, Finding, LENGTH_RULES,
    LengthRule, Problem, Product, RELATIONS, Range, Relation, RelationKind, Request, RequestSound, SeriesAmount,
    Severity, Standard, Support, Tier, TierField, Use, Value, capabilities, closest, default_model, find_model,
};

/// How many shots can be described one by one.
const SHOTS: Range = Range::new(1, 6);
/// How many pictures a series can have.
const SERIES: Range = Range::new(2, 9);
/// How many moving masks the motion brush can have.
const MAX_MASKS: u64 = 6;
/// The most characters of a negative prompt.
const MAX_NEGATIVE_PROMPT_CHARS: usize = 2500;
/// The longest motion video with [`CharacterOrientation::Image`].
const LONGEST_MOTION_FOR_IMAGE: Duration = Duration::from_secs(10);

/// One question about a request.
#[derive(Clone, Copy)]
enum Question {
    Tier,
    OtherTierField,
    Duration,
    MotionLength,
    AspectRatio,
    ImageCount,
    ElementCount,
    VoiceCount,
    ShotCount,
    MaskCount,
    Count,
    SeriesAmount,
    CameraControl,
    PromptLength,
    NegativePromptLength,
    CfgScale,
    SoundOff,
    Use(Use),
    Length(&'static LengthRule),
    Relation(&'static Relation),
    Ceiling(&'static Ceiling),
}

const QUESTIONS: &[Question] = &[
    Question::Tier,
    Question::OtherTierField,
    Question::Duration,
    Question::MotionLength,
    Question::AspectRatio,
    Question::ImageCount,
    Question::ElementCount,
    Question::VoiceCount,
    Question::ShotCount,
    Question::MaskCount,
    Question::Count,
    Question::SeriesAmount,
    Question::CameraControl,
    Question::PromptLength,
    Question::NegativePromptLength,
    Question::CfgScale,
    Question::SoundOff,
];

/// An answer that is not "fine".
type Objection<'a> = (Severity, Field, Problem<'a>);

/// Judges a request. Nothing found means that nothing speaks against it.
///
/// - Confirmed facts refuse. What is disputed, or said by one source or by the documents alone, warns; so do retirements and fields
///   that the server ignores.
/// - A model that the table does not know for the product passes with one warning, which names the closest known one.
/// - Without a model the server takes its default. What no model of the product can do refuses; what the default cannot do warns.
///
/// ```
/// use kling_models::{Product, Request, RequestSound, Severity, Standard, check};
///
/// let request = Request::new().with_mode("std").with_sound(RequestSound::Native);
/// let finding = check(Product::TextToVideo, Standard::V1, Some("kling-v2-6"), &request).next().expect("a refusal");
/// assert_eq!(finding.severity, Severity::Refuse);
/// assert_eq!(
///     finding.to_string(),
///     "`sound` (native sound) is not possible with kling-v2-6 for text-to-video at std; pro can do it"
/// );
/// assert_eq!(check(Product::TextToVideo, Standard::V1, Some("kling-v2-6"), &request.with_mode("pro")).count(), 0);
/// ```
pub fn check<'a>(
    product: Product,
    standard: Standard,
    model: Option<&'a str>,
    request: &Request<'a>,
) -> impl Iterator<Item = Finding<'a>> + Clone + use<'a> {
    let request = *request;
    let subject = Subject::of(product, standard, model);
    subject.remark().into_iter().chain(questions().filter_map(move |question| subject.ask(question, &request)))
}

fn questions() -> impl Iterator<Item = Question> + Clone {
    let uses = Use::ALL.iter().copied().map(Question::Use);
    let lengths = LENGTH_RULES.iter().map(Question::Length);
    let relations = RELATIONS.iter().map(Question::Relation);
    let ceilings = CEILINGS.iter().map(Question::Ceiling);
    QUESTIONS.iter().copied().chain(uses).chain(lengths).chain(relations).chain(ceilings)
}

/// The rows that a request is judged by.
#[derive(Clone, Copy)]
struct Subject<'a> {
    product: Product,
    standard: Standard,
    model: Option<&'a str>,
    judges: Judges,
}

#[derive(Clone, Copy)]
enum Judges {
    /// The row of the model, or the only row of a product that takes none.
    Row(&'static Capability),
    /// Every row of the product, and first that of the default model, where there is one.
    Every { default: Option<&'static Capability> },
    /// None: the model is unknown, or the product is not ordered in this standard.
    Nobody,
}

impl<'a> Subject<'a> {
    fn of(product: Product, standard: Standard, model: Option<&'a str>) -> Self {
        let mut rows = capabilities(product, standard);
        let takes_model = rows.clone().any(|row| row.model.is_some());
        let judges = match (model, rows.clone().next()) {
            (_, None) => Judges::Nobody,
            (_, Some(row)) if !takes_model => Judges::Row(row),
            (Some(_), Some(_)) => rows.find(|row| row.model == model).map_or(Judges::Nobody, Judges::Row),
            (None, Some(_)) => {
                let default = default_model(product).filter(|_| standard == Standard::V1).map(|default| default.model);
                Judges::Every { default: rows.find(|row| default.is_some() && row.model == default) }
            }
        };
        Self { product, standard, model, judges }
    }

    fn finding(&self, (severity, field, problem): Objection<'a>) -> Finding<'a> {
        let Self { product, standard, .. } = *self;
        let (model, is_model_named) = match self.judges {
            Judges::Every { default } => (default.and_then(|row| row.model), false),
            _ => (self.model, self.model.is_some()),
        };
        Finding { severity, product, standard, model, is_model_named, field, problem, other_model: None }
    }

    /// What there is to say about the model itself.
    fn remark(&self) -> Option<Finding<'a>> {
        let warn = |problem| self.finding((Severity::Warn, Field::Model, problem));
        let retirement = |model: Option<&str>| find_model(self.product.pack(), model?)?.retirement;
        match (self.judges, self.model) {
            (Judges::Nobody, Some(model)) if self.product.is_in(self.standard) => {
                Some(warn(Problem::UnknownModel { closest: self.closest_model(model) }))
            }
            (Judges::Nobody, _) => Some(warn(Problem::NotInStandard)),
            (Judges::Row(row), Some(_)) if row.model.is_none() => Some(warn(Problem::NoModel)),
            (Judges::Row(_), Some(model)) => {
                let successor = find_model(self.product.pack(), model)?.successor;
                Some(warn(Problem::Retired { retirement: retirement(Some(model))?, successor: self.listed(successor) }))
            }
            (Judges::Row(_), None) => None,
            (Judges::Every { default }, _) => {
                let known = default_model(self.product).filter(|_| default.is_some())?;
                let retirement = retirement(Some(known.model));
                if retirement.is_none() && known.confidence == Confidence::Confirmed {
                    return None;
                }
                let problem = Problem::DoubtfulDefault { edition: known.edition, retirement };
                Some(Finding { other_model: self.current_rows().last().and_then(|row| row.model), ..warn(problem) })
            }
        }
    }

    /// A successor, when it makes this product.
    fn listed(&self, successor: Option<&'static str>) -> Option<&'static str> {
        capabilities(self.product, self.standard).find(|row| row.model == successor).and(successor)
    }

    /// The model that is meant: its name in this standard, or one spelt nearly so, retired ones last.
    fn closest_model(&self, model: &str) -> Option<&'static str> {
        let translated = find_model(self.product.pack(), model).and_then(|known| known.name(self.standard));
        let current = self.current_rows().filter_map(|row| row.model);
        let all = capabilities(self.product, self.standard).filter_map(|row| row.model);
        self.listed(translated).or_else(|| closest(model, current)).or_else(|| closest(model, all))
    }

    /// The rows whose model is not retired.
    fn current_rows(&self) -> impl Iterator<Item = &'static Capability> + use<> {
        let pack = self.product.pack();
        capabilities(self.product, self.standard).filter(move |row| {
            row.model.and_then(|model| find_model(pack, model)).is_some_and(|model| model.retirement.is_none())
        })
    }

    fn ask(&self, question: Question, request: &Request<'a>) -> Option<Finding<'a>> {
        let objection = match self.judges {
            Judges::Nobody => None,
            Judges::Row(row) => answer(question, row, request),
            Judges::Every { default } => self.ask_every(default, question, request),
        }?;
        let is_fine = |row| {
            let mut objections = questions().filter_map(|question| answer(question, row, request));
            objections.all(|(severity, field, _)| severity == Severity::Warn && field != objection.1)
        };
        let other_model = self.current_rows().find(|row| is_fine(row)).and_then(|row| row.model);
        Some(Finding { other_model, ..self.finding(objection) })
    }

    /// What no model of the product can do is refused in the words of the latest one; what the default cannot do warns.
    fn ask_every(
        &self,
        default: Option<&'static Capability>,
        question: Question,
        request: &Request<'a>,
    ) -> Option<Objection<'a>> {
        let mut latest = None;
        for row in capabilities(self.product, self.standard) {
            match answer(question, row, request) {
                Some(objection) if objection.0 == Severity::Refuse => latest = Some(objection),
                _ => {
                    let (_, field, problem) = answer(question, default?, request)?;
                    return Some((Severity::Warn, field, problem));
                }
            }
        }
        latest
    }
}

/// How grave it is to break a fact of a row.
fn gravity(row: &Capability, confidence: Confidence) -> Severity {
    if confidence == Confidence::Confirmed && row.confidence == Confidence::Confirmed {
        Severity::Refuse
    } else {
        Severity::Warn
    }
}

fn answer<'a>(question: Question, row: &'static Capability, request: &Request<'a>) -> Option<Objection<'a>> {
    let refuse = |field, problem| Some((gravity(row, Confidence::Confirmed), field, problem));
    let outside = |field, count: u32, range: Range| {
        let problem = Problem::NotAllowed { value: Value::Number(count.into()), allowed: Allowed::Between(range) };
        if range.contains(count) { None } else { refuse(field, problem) }
    };
    let above = |field, count: u64, most: u64| {
        let problem = Problem::NotAllowed { value: Value::Number(count), allowed: Allowed::AtMost(most) };
        if count <= most { None } else { refuse(field, problem) }
    };
    match question {
        Question::Tier => judge_tier(row, request),
        Question::OtherTierField => judge_other_tier_field(row, request),
        Question::Duration => judge_duration(row, request),
        Question::MotionLength => judge_motion_length(row, request),
        Question::AspectRatio => judge_aspect_ratio(row, request),
        Question::ImageCount => match row.images {
            Some(range) if request.images > 0 => outside(Field::Use(Use::Images), request.images, range),
            _ => None,
        },
        Question::ElementCount if row.max_elements > 0 => {
            above(Field::Use(Use::Elements), request.elements.into(), row.max_elements.into())
        }
        Question::VoiceCount if row.max_voices > 0 => {
            above(Field::Use(Use::Voices), request.voices.into(), row.max_voices.into())
        }
        Question::ElementCount | Question::VoiceCount => None,
        Question::ShotCount => outside(Field::Shots, request.shots?, SHOTS),
        Question::MaskCount => above(Field::Use(Use::MotionBrush), request.motion_brush?.into(), MAX_MASKS),
        Question::Count => match row.count {
            Some(range) => outside(Field::Count, request.count?, range),
            None => request.count.map(|_| (Severity::Warn, Field::Count, Problem::NoField { instead: None })),
        },
        Question::SeriesAmount => match request.series? {
            SeriesAmount::Pictures(amount) => outside(Field::Use(Use::Series), amount, SERIES),
            SeriesAmount::Auto => None,
        },
        Question::CameraControl => judge_camera_control(row, request),
        Question::PromptLength => judge_prompt_length(row, request),
        Question::NegativePromptLength => above(
            Field::Use(Use::NegativePrompt),
            request.negative_prompt_chars? as u64,
            MAX_NEGATIVE_PROMPT_CHARS as u64,
        ),
        Question::CfgScale => {
            let scale = request.cfg_scale?;
            let problem = Problem::NotAllowed { value: Value::Scale(scale), allowed: Allowed::ZeroToOne };
            if (0.0..=1.0).contains(&scale) { None } else { refuse(Field::Use(Use::CfgScale), problem) }
        }
        Question::SoundOff => {
            let is_off = row.always_has_sound && request.sound == Some(RequestSound::Off);
            is_off.then_some((Severity::Warn, Field::Use(Use::Sound), Problem::AlwaysHasSound))
        }
        Question::Use(one) => judge_use(row, request, one),
        Question::Length(rule) => judge_length(row, request, rule),
        Question::Relation(relation) => {
            let other = applies(row, relation.product, relation.standard, relation.models)
                .then(|| relation.broken_by(request))??;
            let problem = match relation.kind {
                RelationKind::Excludes => Problem::Excludes { other: Field::of(other, request) },
                RelationKind::Needs => Problem::Needs { others: relation.others },
            };
            Some((gravity(row, relation.confidence), Field::of(relation.one, request), problem))
        }
        // What is too much of one kind was objected to already.
        Question::Ceiling(_) if has_too_many_of_a_kind(row, request) => None,
        Question::Ceiling(ceiling) => {
            let count = applies(row, ceiling.product, ceiling.standard, ceiling.models)
                .then(|| ceiling.exceeded_by(request))??;
            let field = if request.elements > 0 { Use::Elements } else { Use::Images };
            let problem = Problem::TooManyTogether { count, ceiling };
            Some((gravity(row, ceiling.confidence), Field::Use(field), problem))
        }
    }
}

fn has_too_many_of_a_kind(row: &Capability, request: &Request<'_>) -> bool {
    row.images.is_none_or(|range| request.images > range.max) || request.elements > row.max_elements
}

fn applies(row: &Capability, product: Product, standard: Standard, models: &[&str]) -> bool {
    row.product == product
        && row.standard == standard
        && (models.is_empty() || row.model.is_some_and(|model| models.contains(&model)))
}

/// What a request says in the field that chooses the grade.
fn named_tier<'a>(row: &Capability, request: &Request<'a>) -> Option<&'a str> {
    match row.tier_field {
        TierField::None => None,
        TierField::Mode => request.mode,
        TierField::Resolution => request.resolution,
    }
}

/// The grades that a request can mean: the named one or the default, or every one where that is open.
fn possible_tiers(row: &'static Capability, request: &Request<'_>) -> &'static [Tier] {
    match row.tier(named_tier(row, request)) {
        Some(tier) => core::slice::from_ref(tier),
        None => row.tiers,
    }
}

fn judge_tier<'a>(row: &'static Capability, request: &Request<'a>) -> Option<Objection<'a>> {
    let field = row.tier_field.field()?;
    let name = named_tier(row, request)?;
    let problem = Problem::NotAllowed { value: Value::Text(name), allowed: Allowed::Tiers(row.tiers) };
    row.tier(Some(name)).is_none().then_some((gravity(row, Confidence::Confirmed), field, problem))
}

fn judge_other_tier_field<'a>(row: &'static Capability, request: &Request<'a>) -> Option<Objection<'a>> {
    let fields = [(TierField::Mode, request.mode), (TierField::Resolution, request.resolution)];
    let (other, _) = fields.into_iter().find(|(field, value)| *field != row.tier_field && value.is_some())?;
    Some((Severity::Warn, other.field()?, Problem::NoField { instead: row.tier_field.field() }))
}

fn judge_duration<'a>(row: &'static Capability, request: &Request<'a>) -> Option<Objection<'a>> {
    let duration = request.duration?;
    let tiers = possible_tiers(row, request);
    // The result is as long as the video that is edited.
    if request.uses(Use::BaseVideo) || tiers.iter().any(|tier| tier.durations.contains(duration)) {
        return None;
    }
    let tier = tiers.first()?;
    if tier.durations == Durations::NoField {
        return Some((Severity::Warn, Field::Duration, Problem::NoField { instead: None }));
    }
    let problem = Problem::NotAllowed { value: Value::Length(duration), allowed: Allowed::Durations(tier.durations) };
    // What no model of the product makes is as sure as the surest of them, whatever is doubtful about this one.
    let all = || capabilities(row.product, row.standard).flat_map(|row| row.tiers);
    let is_made = all().any(|tier| tier.durations.contains(duration));
    let surest = all().map(|tier| tier.durations_confidence).max().unwrap_or(tier.durations_confidence);
    let confidence = if is_made { tier.durations_confidence } else { surest };
    Some((gravity(row, confidence), Field::Duration, problem))
}

fn judge_motion_length<'a>(row: &'static Capability, request: &Request<'a>) -> Option<Objection<'a>> {
    let duration = request.duration?;
    let is_too_long = row.product == Product::MotionControl
        && request.character_orientation == Some(CharacterOrientation::Image)
        && duration > LONGEST_MOTION_FOR_IMAGE
        // Longer ones were objected to already.
        && possible_tiers(row, request).iter().any(|tier| tier.durations.contains(duration));
    let problem =
        Problem::NotAllowed { value: Value::Length(duration), allowed: Allowed::Durations(Durations::seconds(3, 10)) };
    is_too_long.then_some((gravity(row, Confidence::Confirmed), Field::Duration, problem))
}

fn judge_length<'a>(row: &'static Capability, request: &Request<'a>, rule: &LengthRule) -> Option<Objection<'a>> {
    let duration = request.duration?;
    let is_broken = applies(row, rule.product, rule.standard, &[rule.model])
        && rule.holds_for(request)
        && !rule.durations.contains(duration)
        // Other lengths were objected to already.
        && possible_tiers(row, request).iter().any(|tier| tier.durations.contains(duration));
    let problem = Problem::NotAllowed { value: Value::Length(duration), allowed: Allowed::Durations(rule.durations) };
    is_broken.then_some((gravity(row, rule.confidence), Field::Duration, problem))
}

fn judge_aspect_ratio<'a>(row: &'static Capability, request: &Request<'a>) -> Option<Objection<'a>> {
    let shape = request.aspect_ratio?;
    if row.aspect_ratios.contains(&shape) {
        return None;
    }
    if row.aspect_ratios.is_empty() {
        return Some((Severity::Warn, Field::AspectRatio, Problem::NoField { instead: None }));
    }
    let problem = Problem::NotAllowed { value: Value::Text(shape), allowed: Allowed::Words(row.aspect_ratios) };
    Some((gravity(row, Confidence::Confirmed), Field::AspectRatio, problem))
}

fn judge_camera_control<'a>(row: &'static Capability, request: &Request<'a>) -> Option<Objection<'a>> {
    let kind = request.camera_control?;
    if row.camera_controls.is_empty() || row.camera_controls.contains(&kind) {
        return None;
    }
    let problem = Problem::NotAllowed { value: Value::Text(kind), allowed: Allowed::Words(row.camera_controls) };
    // That a model takes fewer kinds than the field is said by the documents' map alone.
    let is_a_kind = capabilities(row.product, row.standard).any(|row| row.camera_controls.contains(&kind));
    let confidence = if is_a_kind { Confidence::Documented } else { Confidence::Confirmed };
    Some((gravity(row, confidence), Field::Use(Use::CameraControl), problem))
}

fn judge_prompt_length<'a>(row: &'static Capability, request: &Request<'a>) -> Option<Objection<'a>> {
    let chars = request.prompt_chars.filter(|chars| *chars > 0)?;
    let Some(most) = row.max_prompt_chars else {
        return Some((Severity::Warn, Field::Prompt, Problem::NoField { instead: None }));
    };
    if chars > most {
        let problem = Problem::NotAllowed { value: Value::Number(chars as u64), allowed: Allowed::AtMost(most as u64) };
        return Some((gravity(row, Confidence::Confirmed), Field::Prompt, problem));
    }
    let advised = row.advised_prompt_chars.filter(|advised| chars > *advised)?;
    Some((Severity::Warn, Field::Prompt, Problem::LongerThanAdvised { chars, advised }))
}

fn judge_use<'a>(row: &'static Capability, request: &Request<'a>, one: Use) -> Option<Objection<'a>> {
    // What an input video is for is asked instead.
    if !request.uses(one) || matches!(one, Use::SingleShot | Use::InputVideo) {
        return None;
    }
    let field = Field::of(one, request);
    let tiers = possible_tiers(row, request);
    let best = |support| tiers.iter().any(|tier| tier.support(one) == support);
    let better_tier = row.tiers.iter().find(|tier| tier.support(one) == Support::Yes);
    let tier = better_tier.and(tiers.first());
    let unsupported = Problem::Unsupported { what: one, tier, better_tier };
    if best(Support::Yes) {
        return None;
    }
    if best(Support::InFiveSeconds) {
        let is_five = request.duration.is_none_or(|duration| duration == Duration::from_secs(5));
        return (!is_five).then_some((Severity::Warn, field, Problem::InFiveSecondsOnly { what: one }));
    }
    if best(Support::Doubtful) {
        return Some((Severity::Warn, field, unsupported));
    }
    // Both kinds of elements come in one field.
    let spelt = if one == Use::VideoElements { Use::Elements } else { one };
    let has_field = capabilities(row.product, row.standard).any(|row| row.best_support(spelt) != Support::No);
    if has_field {
        Some((gravity(row, Confidence::Confirmed), field, unsupported))
    } else {
        Some((Severity::Warn, field, Problem::NoField { instead: None }))
    }
}
