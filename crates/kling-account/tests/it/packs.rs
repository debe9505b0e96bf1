//! Resource packs.

use kling_account::wire::ResourcePackType;
use kling_account::{Account, PackStatus};
use kling_fixtures::{Fixture, ScriptedServer};
use kling_runtime::ErrorKind;

use crate::Outcome;

#[tokio::test]
async fn packs_are_read_as_in_their_example() -> Outcome {
    let server = ScriptedServer::answering([Fixture::of("get_account_costs.success").response_body().clone()]).await;
    let packs = Account::new(server.session()).packs().await?;
    assert!(packs.iter().any(|pack| pack.status == PackStatus::Online));
    assert!(packs.iter().any(|pack| pack.pack_type == Some(ResourcePackType::DecreasingTotal)), "{packs:?}");
    Ok(())
}

#[tokio::test]
async fn one_pack_is_asked_for_by_its_name() -> Outcome {
    let server = ScriptedServer::answering([Fixture::of("get_account_costs.one-pack").response_body().clone()]).await;
    let account = Account::new(server.session());
    let packs = account.packs_named("Trial-Image-1000Units-9Con-1Months").await?;
    assert_eq!(packs.len(), 1);
    account.packs().await?;
    let [of_one, of_all] = &server.lines()[..] else { panic!("two questions") };
    assert!(of_one.contains("resource_pack_name=Trial-Image-1000Units-9Con-1Months"), "{of_one}");
    assert!(!of_all.contains("resource_pack_name"), "{of_all}");
    Ok(())
}

#[tokio::test]
async fn a_refusal_inside_a_success_is_a_refusal() -> Outcome {
    let server =
        ScriptedServer::answering([Fixture::of("get_account_costs.inner-refusal").response_body().clone()]).await;
    assert_eq!(Account::new(server.session()).packs().await.expect_err("the inner code").kind(), ErrorKind::Refused);
    Ok(())
}
