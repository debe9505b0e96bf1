//! The umbrella client.

use kling_runtime::{BASE_URL_VARIABLE, Credentials, Error, Session};

/// The whole API with one session. Cloning is cheap and shares everything.
#[derive(Clone, Debug)]
pub struct Kling {
    session: Session,
}

impl Kling {
    /// A client with the credentials and the base URL of the environment: [`Credentials::from_env`], `KLINGAI_BASE_URL`.
    ///
    /// # Errors
    ///
    /// [`Credentials`](kling_runtime::ErrorKind::Credentials) when there are none;
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) when the base URL is malformed.
    pub fn from_env() -> Result<Self, Error> {
        let builder = Session::builder(Credentials::from_env()?);
        let builder = match std::env::var(BASE_URL_VARIABLE).ok().filter(|url| !url.trim().is_empty()) {
            Some(url) => builder.with_base_url(url.parse()?),
            None => builder,
        };
        builder.build().map(Self::new)
    }

    /// A client over a session: [`Session::builder`] sets the base URL, the retries and everything else.
    pub fn new(session: Session) -> Self {
        Self { session }
    }

    /// The session that all clients share.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The `/account` endpoints: packs and ledgers.
    #[cfg(feature = "account")]
    pub fn account(&self) -> kling_account::Account {
        kling_account::Account::new(&self.session)
    }

    /// The `/v1/general` endpoints: voices, elements, AI Multi-Shot.
    #[cfg(feature = "assets")]
    pub fn assets(&self) -> kling_assets::Assets {
        kling_assets::Assets::new(&self.session)
    }

    /// The `/v1/audio` endpoints: sounds and speech.
    #[cfg(feature = "audio")]
    pub fn audio(&self) -> kling_audio::Audio {
        kling_audio::Audio::new(&self.session)
    }

    /// The `/v1/images` endpoints.
    #[cfg(feature = "images")]
    pub fn images(&self) -> kling_images::Images {
        kling_images::Images::new(&self.session)
    }

    /// The `/solutions` endpoints.
    #[cfg(feature = "solutions")]
    pub fn solutions(&self) -> kling_solutions::Solutions {
        kling_solutions::Solutions::new(&self.session)
    }

    /// The newer standard, one path per model, and the tasks of every product.
    #[cfg(feature = "tasks")]
    pub fn tasks(&self) -> kling_tasks::Tasks {
        kling_tasks::Tasks::new(&self.session)
    }

    /// The `/v1/videos` endpoints.
    #[cfg(feature = "videos")]
    pub fn videos(&self) -> kling_videos::Videos {
        kling_videos::Videos::new(&self.session)
    }
}
