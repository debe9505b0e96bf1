use anyhow::{Result, bail};
use quote::format_ident;
use syn::{Attribute, Fields, Ident, Item, ItemEnum, parse_quote};

/// Opens the enums of words: a word that the document does not list is kept in `Unknown`, because the vendor adds
/// words and a new one must not make an answer unreadable.
pub(super) fn open_enums(types: &mut Vec<Item>) -> Result<()> {
    let mut opened = Vec::new();
    for item in types.drain(..) {
        match &item {
            Item::Enum(item) => opened.extend(open(item)?),
            // The conversions of the closed enum; they can fail, the open ones cannot.
            Item::Impl(implementation) if implementation.trait_.is_some() => {}
            _ => opened.push(item),
        }
    }
    *types = opened;
    Ok(())
}

fn open(closed: &ItemEnum) -> Result<[Item; 7]> {
    let name = &closed.ident;
    let mut idents: Vec<Ident> = Vec::new();
    let mut words = Vec::new();
    for variant in &closed.variants {
        if !matches!(variant.fields, Fields::Unit) {
            bail!("{name}::{} is not a word; only enums of words can be opened", variant.ident);
        }
        if variant.ident == "Unknown" {
            bail!("{name} has a word that would be called Unknown, the name kept for all other words");
        }
        let word = super::renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string());
        idents.push(read_numbers(&word).map_or_else(|| variant.ident.clone(), |name| format_ident!("{name}")));
        words.push(word);
    }
    let docs: Vec<&Attribute> = closed.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).collect();
    let word_docs = words.iter().map(|word| format!("`{word}`."));
    Ok([
        parse_quote! {
            #(#docs)*
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#[doc = #word_docs] #idents,)*
                #[doc = "Any other word, as the API wrote it."]
                Unknown(String),
            }
        },
        parse_quote! {
            impl #name {
                #[doc = "The word on the wire."]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#idents => #words,)*
                        Self::Unknown(word) => word,
                    }
                }
            }
        },
        parse_quote! {
            impl From<&str> for #name {
                fn from(word: &str) -> Self {
                    match word {
                        #(#words => Self::#idents,)*
                        _ => Self::Unknown(word.to_owned()),
                    }
                }
            }
        },
        parse_quote! {
            impl From<String> for #name {
                fn from(word: String) -> Self {
                    Self::from(word.as_str())
                }
            }
        },
        parse_quote! {
            impl ::std::fmt::Display for #name {
                fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    formatter.write_str(self.as_str())
                }
            }
        },
        parse_quote! {
            impl ::serde::Serialize for #name {
                fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        },
        parse_quote! {
            impl<'de> ::serde::Deserialize<'de> for #name {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    <String as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
                }
            }
        },
    ])
}

/// A name for a word that begins with a number: `16:9` is `W16H9`, `4k` is `K4`, `720p` is `P720`. A number cannot begin a name,
/// and the generator would put an `X` before it and leave the colon out.
fn read_numbers(word: &str) -> Option<String> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((width, height)) = word.split_once(':') {
        return (is_number(width) && is_number(height)).then(|| format!("W{width}H{height}"));
    }
    let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = word.strip_suffix(letters).filter(|number| is_number(number))?;
    letters.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| format!("{}{number}", letters.to_ascii_uppercase()))
}
