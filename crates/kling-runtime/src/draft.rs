//! A request that is being described, with the files that belong to it.

use std::fmt;

use kling_models::PictureRule;

use crate::wire::MediaInput;
use crate::{Create, Error, Picture, Prepared, Session, Sound};

/// What a front door collects: a request, and files that are read when it is prepared.
#[doc(hidden)]
pub struct Draft<P: Create> {
    product: P,
    request: P::Request,
    files: Vec<(File, Place<P::Request>)>,
    external_task_id: Option<String>,
    refusal: Option<Error>,
}

enum File {
    Picture(Picture, PictureRule),
    Sound(Sound),
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
        rule: PictureRule,
        place: impl FnOnce(&mut P::Request, MediaInput) + Send + 'static,
    ) {
        self.files.push((File::Picture(picture.into(), rule), Box::new(place)));
    }

    /// A sound of the request.
    pub fn sound(&mut self, sound: impl Into<Sound>, place: impl FnOnce(&mut P::Request, MediaInput) + Send + 'static) {
        self.files.push((File::Sound(sound.into()), Box::new(place)));
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
        refusal.map_or(Ok(()), Err)?;
        for (file, place) in files {
            let input = match file {
                File::Picture(picture, rule) => picture.to_input(&rule, product.session().downloader()).await?,
                File::Sound(sound) => sound.to_input().await?,
            };
            place(&mut request, input);
        }
        Prepared::new(product, request, external_task_id.as_deref())
    }
}

impl<P: Create> fmt::Debug for Draft<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("request", &self.request)
            .field("files", &self.files.len())
            .finish_non_exhaustive()
    }
}
