//! The voices of text to speech.

use crate::Confidence;

/// A voice of text to speech and of the earlier lip sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SpeechVoice {
    /// The value of `voice_id`.
    pub id: &'static str,
    /// The values of `voice_language` it goes with: `en`, `zh`.
    pub languages: &'static [&'static str],
    /// How sure it is. The service is said to refuse some of the published ids.
    pub confidence: Confidence,
}

const fn voice(id: &'static str, languages: &'static [&'static str]) -> SpeechVoice {
    SpeechVoice { id, languages, confidence: Confidence::Confirmed }
}

const fn english(id: &'static str) -> SpeechVoice {
    voice(id, &["en"])
}

const fn chinese(id: &'static str) -> SpeechVoice {
    voice(id, &["zh"])
}

const fn both(id: &'static str) -> SpeechVoice {
    voice(id, &["en", "zh"])
}

/// The voices that independent clients of 2025 and 2026 list. The vendor's list is open: an id that is missing here may well work.
///
/// They are a catalogue of their own: voices made by cloning and the official voices of video creates have other ids.
pub const SPEECH_VOICES: &[SpeechVoice] = &[
    english("girlfriend_4_speech02"),
    both("genshin_vindi2"),
    both("zhinen_xuesheng"),
    english("AOT"),
    both("ai_shatang"),
    both("genshin_klee2"),
    both("genshin_kirara"),
    both("ai_kaiya"),
    english("oversea_male1"),
    both("ai_chenjiahao_712"),
    both("chat1_female_new-3"),
    english("chat_0407_5-1"),
    both("cartoon-boy-07"),
    english("uk_boy1"),
    both("cartoon-girl-01"),
    english("PeppaPig_platform"),
    english("ai_huangzhong_712"),
    both("ai_huangyaoshi_712"),
    both("ai_laoguowang_712"),
    both("chengshu_jiejie"),
    both("you_pingjing"),
    english("calm_story1"),
    english("uk_man2"),
    both("laopopo_speech02"),
    both("heainainai_speech02"),
    english("reader_en_m-v1"),
    english("commercial_lady_en_f-v1"),
    chinese("tiyuxi_xuedi"),
    chinese("tiexin_nanyou"),
    chinese("girlfriend_1_speech02"),
    chinese("girlfriend_2_speech02"),
    chinese("zhuxi_speech02"),
    chinese("uk_oldman3"),
    chinese("dongbeilaotie_speech02"),
    chinese("chongqingxiaohuo_speech02"),
    chinese("chuanmeizi_speech02"),
    chinese("chaoshandashu_speech02"),
    chinese("ai_taiwan_man2_speech02"),
    chinese("xianzhanggui_speech02"),
    chinese("tianjinjiejie_speech02"),
    chinese("diyinnansang_DB_CN_M_04-v2"),
    chinese("yizhipiannan-v1"),
    SpeechVoice { confidence: Confidence::SingleSource, ..chinese("guanxiaofang-v2") },
    chinese("tianmeixuemei-v1"),
    chinese("daopianyansang-v1"),
    chinese("mengwa-v1"),
];

/// The voice of this id.
///
/// ```
/// use kling_models::find_speech_voice;
///
/// assert_eq!(find_speech_voice("oversea_male1").map(|voice| voice.languages), Some(&["en"][..]));
/// ```
pub fn find_speech_voice(id: &str) -> Option<&'static SpeechVoice> {
    SPEECH_VOICES.iter().find(|voice| voice.id == id)
}
