//! A request that is being described, with the files that belong to it.

use std::fmt;

use kling_models::PictureRule;

use crate::create::describe_order;
use crate::wire::MediaInput;
use crate::{Create, Downloader, Error, Picture, Prepared, Session, Sound};

/// What a front door collects: a request, and files that are read when it is prepared.
#[doc(hidden)]
pub struct Draft<P: Create> {
    product: P,
    request: P::Request,
    files: Vec<(File, Place<P::Request>)>,
    external_task_id: Option<String>,
    refusal: Option<Error>,
}

/// What a request calls a picture, and what the picture must be.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct PictureMember {
    name: String,
    rule: PictureRule,
}

impl PictureMember {
    pub fn new(name: impl Into<String>, rule: PictureRule) -> Self {
        Self { name: name.into(), rule }
    }

    /// What a request carries of a picture. Errors name the member.
    pub async fn read(&self, picture: &Picture, downloader: &Downloader) -> Result<MediaInput, Error> {
        picture.to_input(&self.rule, downloader).await.map_err(|error| error.within(&self.name))
    }
}

enum File {
    Picture(Picture, PictureMember),
    Sound(Sound, &'static str),
}

impl File {
    fn member(&self) -> &str {
        match self {
            Self::Picture(_, member) => &member.name,
            Self::Sound(_, member) => member,
        }
    }

    async fn read(&self, downloader: &Downloader) -> Result<MediaInput, Error> {
        match self {
            Self::Picture(picture, member) => picture.to_input(&member.rule, downloader).await,
            Self::Sound(sound, _) => sound.to_input().await,
        }
    }
}

/// Puts a file that was read where it belongs in the request.
type Place<R> = Box<dyn FnOnce(&mut R, MediaInput) + Send>;

impl<P: Create> Draft<P> {
    pub fn new(product: P, request: P::Request) -> Self {
        Self { product, request, files: Vec::new(), external_task_id: None, refusal: None }
    }

    pub fn session(&self) -> &Session {
        self.product.session()
    }

    /// The request so far.
    pub fn request(&mut self) -> &mut P::Request {
        &mut self.request
    }

    /// A picture of the request. Files are read in the order in which they were given.
    pub fn picture(
        &mut self,
        picture: impl Into<Picture>,
        member: PictureMember,
        place: impl FnOnce(&mut P::Request, MediaInput) + Send + 'static,
    ) {
        self.files.push((File::Picture(picture.into(), member), Box::new(place)));
    }

    /// A sound of the request.
    pub fn sound(
        &mut self,
        sound: impl Into<Sound>,
        member: &'static str,
        place: impl FnOnce(&mut P::Request, MediaInput) + Send + 'static,
    ) {
        self.files.push((File::Sound(sound.into(), member), Box::new(place)));
    }

    pub fn set_external_task_id(&mut self, id: String) {
        self.external_task_id = Some(id);
    }

    /// What is wrong with something that the request no longer shows. The first one counts.
    pub fn refuse(&mut self, error: Error) {
        self.refusal.get_or_insert(error);
    }

    /// Reads the files and checks the whole.
    pub async fn prepare(self) -> Result<Prepared<P>, Error> {
        let Self { product, mut request, files, external_task_id, refusal } = self;
        let about = |error: Error, request: &P::Request| error.about(&describe_order::<P>(request));
        if let Some(refusal) = refusal {
            return Err(about(refusal, &request));
        }
        let labels = label(&files);
        for ((file, place), label) in files.into_iter().zip(labels) {
            let input = file.read(product.session().downloader()).await;
            let input = input.map_err(|error| about(error.within(&label), &request))?;
            place(&mut request, input);
        }
        Prepared::new(product, request, external_task_id.as_deref())
    }
}

/// What each file is called in messages: its member, with a number where several files are for the same.
fn label<R>(files: &[(File, Place<R>)]) -> Vec<String> {
    let members: Vec<&str> = files.iter().map(|(file, _)| file.member()).collect();
    let count = |members: &[&str], member| members.iter().filter(|other| **other == member).count();
    let labels = members.iter().enumerate().map(|(place, member)| match count(&members, *member) {
        1 => (*member).to_owned(),
        _ => format!("{member}, number {}", count(&members[..=place], *member)),
    });
    labels.collect()
}

impl<P: Create> fmt::Debug for Draft<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("request", &self.request)
            .field("files", &self.files.len())
            .finish_non_exhaustive()
    }
}
