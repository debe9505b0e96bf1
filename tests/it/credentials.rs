//! Both kinds of credentials, and the life of a token.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use kling_emulator::{DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY, Emulator};
use kling_images::{ImageExpansion, Images};
use kling_runtime::{ApiCode, Credentials, Session, System};
use serde_json::Value;

use crate::raw_vendor::RawVendor;
use crate::sample;
use crate::time::{SPEED, ScaledTime, SteppedTime};

const SECRET: &str = "secret-key-of-the-test-long-enough";

async fn tokens_after(pauses: &[Duration]) -> (Vec<String>, SystemTime) {
    let vendor = RawVendor::start([]);
    let system = SteppedTime::new();
    let session = Session::builder(Credentials::access_key("access-key-of-the-test", SECRET).unwrap())
        .with_base_url(vendor.base_url().parse().unwrap())
        .with_system(system.clone())
        .build()
        .unwrap();
    let start = system.now();
    let images = Images::new(&session);
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    for pause in pauses {
        system.advance(*pause);
        task.query().await.unwrap();
    }
    let tokens = vendor.seen(|seen| seen.authorizations.iter().map(|(_, token)| token.clone().unwrap()).collect());
    (tokens, start)
}

#[tokio::test]
async fn a_token_says_what_the_vendor_asks_for() {
    let (tokens, start) = tokens_after(&[]).await;
    let token = tokens[0].strip_prefix("Bearer ").unwrap();
    assert_eq!(decode_header(token).unwrap().alg, Algorithm::HS256);
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_nbf = true;
    let claims = decode::<Value>(token, &DecodingKey::from_secret(SECRET.as_bytes()), &validation).unwrap().claims;
    let start = start.duration_since(UNIX_EPOCH).unwrap().as_secs();
    assert_eq!(claims["iss"], "access-key-of-the-test");
    assert_eq!(claims["exp"], start + 1800);
    assert_eq!(claims["nbf"], start - 5);
}

#[tokio::test]
async fn a_token_is_reused_and_renewed_at_four_fifths_of_its_life() {
    let (tokens, _) =
        tokens_after(&[Duration::from_secs(1439), Duration::from_secs(1), Duration::from_secs(1439)]).await;
    assert_eq!(tokens[0], tokens[1]);
    assert_ne!(tokens[1], tokens[2], "1440 s after signing");
    assert_eq!(tokens[2], tokens[3]);
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_put_right_by_the_server() {
    for wrong_by in [-7200_i64, 7200] {
        let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
        let system = Arc::new(WrongTime(wrong_by));
        let session = Session::builder(Credentials::access_key(DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY).unwrap())
            .with_base_url(emulator.base_url().parse().unwrap())
            .with_system(system)
            .build()
            .unwrap();
        let images = Images::new(&session);
        let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
        task.wait().await.unwrap();
        let refused =
            emulator.control().journal().iter().filter(|entry| matches!(entry.code, Some(1003 | 1004))).count();
        assert_eq!(refused, 1, "{wrong_by}: only the first call is refused");
    }
}

#[tokio::test]
async fn a_static_key_is_sent_as_it_is_and_never_signed_anew() {
    let emulator = Emulator::builder().start().await.unwrap();
    emulator.control().inject(kling_emulator::Fault::answer(401, 1004, "expired").times(5)).unwrap();
    let session = Session::builder(Credentials::api_key(kling_emulator::DEFAULT_API_KEY).unwrap())
        .with_base_url(emulator.base_url().parse().unwrap())
        .with_system(Arc::new(ScaledTime))
        .build()
        .unwrap();
    let error = Images::new(&session).page::<ImageExpansion>(1, 1).await.unwrap_err();
    assert_eq!(error.code(), Some(ApiCode::TOKEN_EXPIRED));
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn no_secret_shows_in_anything_that_can_be_printed() {
    let credentials = Credentials::access_key("access-key-of-the-test", SECRET).unwrap();
    let vendor = RawVendor::start([]);
    let session =
        Session::builder(credentials.clone()).with_base_url(vendor.base_url().parse().unwrap()).build().unwrap();
    let images = Images::new(&session);
    let error = images.task::<ImageExpansion>("none").unwrap().query().await.unwrap_err();
    let token = vendor.seen(|seen| seen.authorizations[0].1.clone().unwrap()).replace("Bearer ", "");
    for shown in
        [format!("{credentials:?}"), format!("{session:?}"), format!("{images:?}"), format!("{error:?} {error}")]
    {
        assert!(!shown.contains(SECRET) && !shown.contains(&token), "{shown}");
    }
}

#[derive(Debug)]
struct WrongTime(i64);

impl System for WrongTime {
    fn now(&self) -> SystemTime {
        let by = Duration::from_secs(self.0.unsigned_abs());
        if self.0 < 0 { SystemTime::now() - by } else { SystemTime::now() + by }
    }

    fn sleep(&self, duration: Duration) -> kling_runtime::Sleep {
        ScaledTime.sleep(duration)
    }

    fn random(&self) -> u64 {
        ScaledTime.random()
    }
}
