//! What every answer of the API is wrapped in.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{absent, spelling};

/// An answer about one thing: a create, the query of one task, a synchronous call.
///
/// One edition of the vendor's pages prints the `data` of a single query as an array with one object. That is read
/// too; an array with more is an error, because nothing says which of them was asked for.
///
/// ```
/// use kling_runtime::wire::{Envelope, TaskCreated};
///
/// let plain: Envelope<TaskCreated> =
///     serde_json::from_str(r#"{"code":0,"data":{"task_id":"1","task_status":"submitted"}}"#)?;
/// let listed: Envelope<TaskCreated> =
///     serde_json::from_str(r#"{"code":0,"data":[{"task_id":"1","task_status":"submitted"}]}"#)?;
/// assert_eq!(plain, listed);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
#[non_exhaustive]
pub struct Envelope<T> {
    /// Result code. 0 is success; every other number is a refusal, whatever the HTTP status.
    #[serde(deserialize_with = "spelling::integer")]
    pub code: i64,
    /// `SUCCEED` on success, otherwise what went wrong.
    #[serde(default, deserialize_with = "absent::option", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The id the API gave this request. The vendor's support asks for it.
    #[serde(default, deserialize_with = "spelling::optional_text", skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What was asked for. Absent on a refusal, and on some answers that have nothing to tell.
    #[serde(default, deserialize_with = "one", skip_serializing_if = "Option::is_none")]
    pub data: Option<T>,
}

impl<T> Envelope<T> {
    /// The code, and nothing else.
    pub fn new(code: i64) -> Self {
        Self { code, message: None, request_id: None, data: None }
    }
}

/// An answer about several things: a page of tasks.
///
/// It has no total and no mark for the last page; a short or empty page is the last one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
#[non_exhaustive]
pub struct ListEnvelope<T> {
    /// Result code. 0 is success; every other number is a refusal, whatever the HTTP status.
    #[serde(deserialize_with = "spelling::integer")]
    pub code: i64,
    /// `SUCCEED` on success, otherwise what went wrong.
    #[serde(default, deserialize_with = "absent::option", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The id the API gave this request. The vendor's support asks for it.
    #[serde(default, deserialize_with = "spelling::optional_text", skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What was asked for. Empty on a refusal and beyond the last page.
    #[serde(default = "Vec::new", deserialize_with = "absent::list")]
    pub data: Vec<T>,
}

impl<T> ListEnvelope<T> {
    /// The code, and nothing else.
    pub fn new(code: i64) -> Self {
        Self { code, message: None, request_id: None, data: Vec::new() }
    }
}

fn one<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_any(OneVisitor(PhantomData))
}

struct OneVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OneVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object, or an array with at most one")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        match value {
            "" => Ok(None),
            _ => Err(E::invalid_type(de::Unexpected::Str(value), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Some)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let first = seq.next_element()?;
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(first),
            Some(_) => Err(de::Error::custom("expected one object, found an array with several")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ImageResult, TaskCreated, TaskInfo, TaskStatus};
    use super::*;

    fn read(data: &str) -> Result<Envelope<TaskCreated>, serde_json::Error> {
        serde_json::from_str(&format!(r#"{{"code":0,"request_id":"r","data":{data}}}"#))
    }

    #[test]
    fn one_task_is_read_from_an_object_and_from_an_array_of_one() {
        let task = r#"{"task_id":"7","task_status":"processing","new_member":[1]}"#;
        let expected = Some(TaskCreated::new("7".to_owned(), TaskStatus::Processing));
        assert_eq!(read(task).expect("an object").data, expected);
        assert_eq!(read(&format!("[{task}]")).expect("an array").data, expected);
    }

    #[test]
    fn nothing_is_read_from_every_spelling_of_nothing() {
        for nothing in ["null", r#""""#, "[]"] {
            assert_eq!(read(nothing).expect("nothing is fine").data, None, "{nothing}");
        }
        let refusal: Envelope<TaskCreated> =
            serde_json::from_str(r#"{"code":1303,"message":"","request_id":null}"#).expect("a refusal");
        assert_eq!((refusal.code, refusal.message, refusal.data), (1303, None, None));
    }

    #[test]
    fn several_tasks_are_not_one() {
        let task = r#"{"task_id":"7","task_status":"submitted"}"#;
        let error = read(&format!("[{task},{task}]")).expect_err("two tasks");
        assert!(error.to_string().contains("several"), "{error}");
    }

    #[test]
    fn a_list_is_empty_when_it_is_missing_or_null() {
        for body in [r#"{"code":0}"#, r#"{"code":0,"data":null}"#, r#"{"code":0,"data":{}}"#] {
            let page: ListEnvelope<TaskCreated> = serde_json::from_str(body).expect("a page");
            assert!(page.data.is_empty(), "{body}");
        }
        assert!(serde_json::from_str::<ListEnvelope<TaskCreated>>(r#"{"code":0,"data":{"a":1}}"#).is_err());
    }

    #[test]
    fn ids_may_be_bare_integers_and_codes_may_be_text() {
        let body = r#"{"code":"0","request_id":7,"data":DATA}"#;
        let task = r#"{"task_id":912345678901234567,"task_status":"submitted","task_info":{"external_task_id":12}}"#;
        let mut expected = TaskCreated::new("912345678901234567", TaskStatus::Submitted);
        expected.task_info = Some(TaskInfo { external_task_id: Some("12".to_owned()), ..TaskInfo::default() });

        let one: Envelope<TaskCreated> = serde_json::from_str(&body.replace("DATA", task)).expect("one task");
        assert_eq!((one.code, one.request_id.as_deref(), one.data.as_ref()), (0, Some("7"), Some(&expected)));
        let page = body.replace("DATA", &format!("[{task}]"));
        let page: ListEnvelope<TaskCreated> = serde_json::from_str(&page).expect("a page");
        assert_eq!((page.code, page.request_id.as_deref(), page.data), (0, Some("7"), vec![expected]));
    }

    #[test]
    fn a_picture_without_an_address_is_read() {
        for picture in [r#"{"url":null}"#, r#"{"url":""}"#, "{}"] {
            let page = format!(r#"{{"code":0,"data":[{picture},{{"url":"https://example.com/1.png"}}]}}"#);
            let page: ListEnvelope<ImageResult> = serde_json::from_str(&page).expect("a page");
            let addresses: Vec<_> = page.data.iter().map(|picture| picture.url.as_deref()).collect();
            assert_eq!(addresses, [None, Some("https://example.com/1.png")]);
        }
    }

    #[test]
    fn absent_members_are_not_written() {
        let refusal = Envelope::<TaskCreated>::new(1201);
        assert_eq!(serde_json::to_string(&refusal).expect("plain data"), r#"{"code":1201}"#);
    }
}
