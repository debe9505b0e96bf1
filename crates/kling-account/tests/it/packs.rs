//! Resource packs.

use kling_account::PackStatus;
use kling_account::wire::ResourcePackType;
use kling_runtime::ErrorKind;

use crate::Outcome;
use crate::scripted_server::{ScriptedServer, example};

#[tokio::test]
async fn packs_are_read_as_in_their_example() -> Outcome {
    let server =
        ScriptedServer::answering([example("get_account_costs.success.json")?["response"]["body"].clone()]).await?;
    let packs = server.account.packs().await?;
    assert!(packs.iter().any(|pack| pack.status == PackStatus::Online));
    assert!(packs.iter().any(|pack| pack.pack_type == Some(ResourcePackType::DecreasingTotal)), "{packs:?}");
    Ok(())
}

#[tokio::test]
async fn one_pack_is_asked_for_by_its_name() -> Outcome {
    let example = example("get_account_costs.one-pack.json")?;
    let server = ScriptedServer::answering([example["response"]["body"].clone()]).await?;
    let packs = server.account.packs_named("Trial-Image-1000Units-9Con-1Months").await?;
    assert_eq!(packs.len(), 1);
    let question = &server.take_questions()[0].path_and_query;
    assert!(question.contains("resource_pack_name=Trial-Image-1000Units-9Con-1Months"), "{question}");
    server.account.packs().await?;
    assert!(!server.take_questions()[0].path_and_query.contains("resource_pack_name"));
    Ok(())
}

#[tokio::test]
async fn a_refusal_inside_a_success_is_a_refusal() -> Outcome {
    let example = example("get_account_costs.inner-refusal.json")?;
    let server = ScriptedServer::answering([example["response"]["body"].clone()]).await?;
    assert_eq!(server.account.packs().await.expect_err("the inner code").kind(), ErrorKind::Refused);
    Ok(())
}
