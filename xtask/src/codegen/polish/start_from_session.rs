use anyhow::{Context, Result};
use syn::{ImplItem, Item, ItemImpl, ItemStruct, Visibility, parse_quote};

/// Gives the client one constructor, which takes everything from a session. The generator's own takes an address as
/// well, and so would send what the session signs to any host.
pub(super) fn start_from_session(items: &mut [Item]) -> Result<()> {
    hide_fields(items.iter_mut().find_map(as_client).context("the generator's output has no struct `Client`")?);
    let constructors = items.iter_mut().find_map(as_constructors);
    let constructors = constructors.context("the generator's output has no `Client::new_with_client`")?;
    constructors.items = vec![parse_quote! {
        #[doc = "The calls of this document over a session: to its address, with its credentials."]
        pub fn new(session: &::kling_runtime::Session) -> Self {
            Self {
                baseurl: session.base_url().as_str().to_owned(),
                client: session.http().clone(),
                inner: session.clone(),
            }
        }
    }];
    Ok(())
}

fn as_client(item: &mut Item) -> Option<&mut ItemStruct> {
    match item {
        Item::Struct(item) if item.ident == "Client" => Some(item),
        _ => None,
    }
}

fn hide_fields(client: &mut ItemStruct) {
    client.fields.iter_mut().for_each(|field| field.vis = Visibility::Inherited);
}

fn as_constructors(item: &mut Item) -> Option<&mut ItemImpl> {
    let is_constructor =
        |member: &ImplItem| matches!(member, ImplItem::Fn(function) if function.sig.ident == "new_with_client");
    match item {
        Item::Impl(item) if item.items.iter().any(is_constructor) => Some(item),
        _ => None,
    }
}
