//! Downloads of results.

use std::time::Duration;

use reqwest::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_RANGE, LAST_MODIFIED, RANGE,
};
use reqwest::{Response, StatusCode};

use crate::world::{World, expansion};

struct Result {
    world: World,
    url: String,
    whole: Vec<u8>,
}

impl Result {
    async fn ready() -> Self {
        let world = World::start().await;
        let task = world.finished(&expansion()).await;
        let url = task["task_result"]["images"][0]["url"].as_str().unwrap().to_owned();
        let whole = world.http.get(&url).send().await.unwrap().bytes().await.unwrap().to_vec();
        Self { world, url, whole }
    }

    async fn get(&self, headers: &[(HeaderName, &str)]) -> Response {
        let mut request = self.world.http.get(&self.url);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        request.send().await.unwrap()
    }
}

fn header(response: &Response, name: HeaderName) -> String {
    response.headers()[name].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_plain_get_and_a_head_need_no_token() {
    let result = Result::ready().await;
    let get = result.get(&[]).await;
    let head = result.world.http.head(&result.url).send().await.unwrap();
    for response in [&get, &head] {
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(header(response, CONTENT_TYPE), "image/png");
        assert_eq!(header(response, CONTENT_LENGTH), result.whole.len().to_string());
        assert_eq!(header(response, ACCEPT_RANGES), "bytes");
        assert!(httpdate::parse_http_date(&header(response, LAST_MODIFIED)).is_ok());
    }
    assert_eq!(header(&get, ETAG), header(&head, ETAG));
    assert!(head.bytes().await.unwrap().is_empty());
    assert!(image::load_from_memory(&result.whole).is_ok());
}

#[tokio::test]
async fn ranges_are_served_one_at_a_time() {
    let result = Result::ready().await;
    let length = result.whole.len();
    let last = length - 1;
    for (range, first, end) in [
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=1000-", 1000, last),
        ("bytes=-10", length - 10, last),
        ("bytes=5-99999999", 5, last),
    ] {
        let response = result.get(&[(RANGE, range)]).await;
        assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT, "{range}");
        assert_eq!(header(&response, CONTENT_RANGE), format!("bytes {first}-{end}/{length}"));
        assert_eq!(header(&response, CONTENT_LENGTH), (end - first + 1).to_string());
        assert_eq!(response.bytes().await.unwrap(), &result.whole[first..=end]);
    }
    for range in ["bytes=0-1,5-6", "bytes=x", "lines=1-2"] {
        let response = result.get(&[(RANGE, range)]).await;
        assert_eq!(response.status(), StatusCode::OK, "{range}");
        assert_eq!(response.bytes().await.unwrap(), &result.whole[..]);
    }
    let beyond = result.get(&[(RANGE, &format!("bytes={length}-"))]).await;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(header(&beyond, CONTENT_RANGE), format!("bytes */{length}"));
    let head = result.world.http.head(&result.url).header(RANGE, "bytes=0-9").send().await.unwrap();
    assert_eq!(head.status(), StatusCode::OK, "RFC 9110 defines Range for GET alone");
}

#[tokio::test]
async fn if_range_compares_the_validator() {
    let result = Result::ready().await;
    let response = result.get(&[]).await;
    let (etag, modified) = (header(&response, ETAG), header(&response, LAST_MODIFIED));
    for (validator, status) in [
        (etag.as_str(), StatusCode::PARTIAL_CONTENT),
        (modified.as_str(), StatusCode::PARTIAL_CONTENT),
        ("\"another\"", StatusCode::OK),
        (&format!("W/{etag}"), StatusCode::OK),
        ("Sat, 01 Jan 2000 00:00:00 GMT", StatusCode::OK),
    ] {
        let response = result.get(&[(RANGE, "bytes=1-2"), (IF_RANGE, validator)]).await;
        assert_eq!(response.status(), status, "{validator}");
    }
}

#[tokio::test]
async fn results_expire_thirty_days_after_the_end() {
    let result = Result::ready().await;
    let control = result.world.control();
    // The task ended 49 seconds ago.
    control.advance(Duration::from_secs(30 * 86_400 - 50)).await;
    assert_eq!(result.get(&[]).await.status(), StatusCode::OK);
    control.advance(Duration::from_secs(2)).await;
    assert_eq!(result.get(&[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn other_names_are_not_files() {
    let result = Result::ready().await;
    for name in ["x", "1-0.png", "..%2F..%2Fetc%2Fpasswd", "-"] {
        let response = result.world.http.get(result.world.url(&format!("/results/{name}"))).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
    }
}
