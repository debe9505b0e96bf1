//! Tracks into an MP4 file (ISO/IEC 14496-12), the description before the samples.

use std::io::{self, Write};
use std::num::{NonZeroU16, NonZeroU32};

use shiguredo_mp4::boxes::{
    AudioSampleEntryFields, Avc1Box, AvccBox, Brand, DinfBox, EdtsBox, ElstBox, ElstEntry, EsdsBox, FtypBox, HdlrBox,
    MdhdBox, MdiaBox, MediaHeader, MinfBox, MoovBox, Mp4aBox, MvhdBox, SampleEntry, SmhdBox, StblBox, StcoBox, StscBox,
    StscEntry, StsdBox, StssBox, StszBox, SttsBox, SttsEntry, TkhdBox, TrakBox, VisualSampleEntryFields, VmhdBox,
};
use shiguredo_mp4::descriptors::{DecoderConfigDescriptor, DecoderSpecificInfo, EsDescriptor, SlConfigDescriptor};
use shiguredo_mp4::{Either, Encode, FixedPointNumber, LanguageCode, Mp4FileTime, Uint};

use crate::aac::{self, AacTrack};
use crate::h264::{self, Format, Level};
use crate::sound::{CHANNELS, SAMPLE_RATE};

/// Units per second of the durations that concern the whole file: a multiple of 44,100 and of every usual frame rate.
const MOVIE_TIMESCALE: u32 = 88_200;

/// When the file says it was made. The clock is not asked, so that the same input makes the same file.
const TIME: Mp4FileTime = Mp4FileTime::from_secs(0);

/// Bytes of the header of the box `mdat`.
const MDAT_HEADER_BYTES: u64 = 8;

/// Samples of one kind, and how to decode and show them.
pub(crate) struct Track {
    entry: SampleEntry,
    samples: Vec<Vec<u8>>,
    /// Units per second of this track's times.
    timescale: u32,
    /// Of each sample.
    sample_duration: u32,
    /// What is decoded but not played at the start.
    skipped: u64,
    /// How long the track plays.
    played: u64,
    /// About a second: tracks take turns in the file in pieces of so many samples.
    samples_per_chunk: usize,
}

impl Track {
    /// H.264 samples of which only the first decodes by itself.
    pub(crate) fn video(format: &Format, level: Level, samples: Vec<Vec<u8>>) -> Self {
        let entry = SampleEntry::Avc1(Avc1Box {
            visual: VisualSampleEntryFields {
                data_reference_index: NonZeroU16::MIN,
                width: format.width as u16,
                height: format.height as u16,
                horizresolution: VisualSampleEntryFields::DEFAULT_HORIZRESOLUTION,
                vertresolution: VisualSampleEntryFields::DEFAULT_VERTRESOLUTION,
                frame_count: 1,
                compressorname: VisualSampleEntryFields::NULL_COMPRESSORNAME,
                depth: VisualSampleEntryFields::DEFAULT_DEPTH,
            },
            avcc_box: AvccBox {
                avc_profile_indication: h264::PROFILE,
                profile_compatibility: h264::CONSTRAINTS,
                avc_level_indication: level.idc,
                length_size_minus_one: Uint::new(3),
                sps_list: vec![h264::sequence_parameter_set(format, level)],
                pps_list: vec![h264::picture_parameter_set()],
                chroma_format: None,
                bit_depth_luma_minus8: None,
                bit_depth_chroma_minus8: None,
                sps_ext_list: Vec::new(),
            },
            unknown_boxes: Vec::new(),
        });
        // In thousandths of a frame, for players that round times of their own to the track's units.
        Self {
            entry,
            timescale: format.frames_per_second * 1000,
            sample_duration: 1000,
            skipped: 0,
            played: samples.len() as u64 * 1000,
            samples_per_chunk: format.frames_per_second as usize,
            samples,
        }
    }

    pub(crate) fn sound(track: AacTrack) -> Self {
        let entry = SampleEntry::Mp4a(Mp4aBox {
            audio: AudioSampleEntryFields {
                data_reference_index: NonZeroU16::MIN,
                channelcount: u16::from(CHANNELS),
                samplesize: AudioSampleEntryFields::DEFAULT_SAMPLESIZE,
                samplerate: FixedPointNumber::new(SAMPLE_RATE as u16, 0),
            },
            esds_box: EsdsBox {
                es: EsDescriptor {
                    es_id: EsDescriptor::MIN_ES_ID,
                    stream_priority: EsDescriptor::LOWEST_STREAM_PRIORITY,
                    depends_on_es_id: None,
                    url_string: None,
                    ocr_es_id: None,
                    dec_config_descr: DecoderConfigDescriptor {
                        object_type_indication: DecoderConfigDescriptor::OBJECT_TYPE_INDICATION_AUDIO_ISO_IEC_14496_3,
                        stream_type: DecoderConfigDescriptor::STREAM_TYPE_AUDIO,
                        up_stream: DecoderConfigDescriptor::UP_STREAM_FALSE,
                        buffer_size_db: Uint::new(0),
                        max_bitrate: aac::BIT_RATE,
                        avg_bitrate: aac::BIT_RATE,
                        dec_specific_info: Some(DecoderSpecificInfo { payload: track.config }),
                    },
                    sl_config_descr: SlConfigDescriptor,
                },
            },
            unknown_boxes: Vec::new(),
        });
        Self {
            entry,
            timescale: SAMPLE_RATE,
            sample_duration: aac::FRAME_SAMPLES,
            skipped: u64::from(aac::PRIMING_SAMPLES),
            played: track.samples,
            samples_per_chunk: (SAMPLE_RATE / aac::FRAME_SAMPLES) as usize,
            samples: track.frames,
        }
    }

    fn is_video(&self) -> bool {
        matches!(self.entry, SampleEntry::Avc1(_))
    }

    fn chunks(&self) -> std::slice::Chunks<'_, Vec<u8>> {
        self.samples.chunks(self.samples_per_chunk)
    }

    /// How long the track plays, in units of the movie.
    fn movie_duration(&self) -> u64 {
        self.played * u64::from(MOVIE_TIMESCALE) / u64::from(self.timescale)
    }

    fn to_box(&self, track_id: u32, chunk_offsets: Vec<u32>) -> TrakBox {
        let (width, height) = match &self.entry {
            SampleEntry::Avc1(entry) => (entry.visual.width as i16, entry.visual.height as i16),
            _ => (0, 0),
        };
        let header = TkhdBox {
            flag_track_enabled: true,
            flag_track_in_movie: true,
            flag_track_in_preview: false,
            flag_track_size_is_aspect_ratio: false,
            creation_time: TIME,
            modification_time: TIME,
            track_id,
            duration: self.movie_duration(),
            layer: TkhdBox::DEFAULT_LAYER,
            alternate_group: TkhdBox::DEFAULT_ALTERNATE_GROUP,
            volume: if self.is_video() { TkhdBox::DEFAULT_VIDEO_VOLUME } else { TkhdBox::DEFAULT_AUDIO_VOLUME },
            matrix: TkhdBox::DEFAULT_MATRIX,
            width: FixedPointNumber::new(width, 0),
            height: FixedPointNumber::new(height, 0),
        };
        TrakBox {
            tkhd_box: header,
            edts_box: self.edits(),
            mdia_box: self.media(chunk_offsets),
            unknown_boxes: Vec::new(),
        }
    }

    /// Cuts what a decoder gives beside the samples of the input.
    fn edits(&self) -> Option<EdtsBox> {
        let edit = ElstEntry {
            edit_duration: self.movie_duration(),
            media_time: i64::try_from(self.skipped).ok().filter(|&skipped| skipped > 0)?,
            media_rate: FixedPointNumber::new(1, 0),
        };
        Some(EdtsBox { elst_box: Some(ElstBox { entries: vec![edit] }), unknown_boxes: Vec::new() })
    }

    fn media(&self, chunk_offsets: Vec<u32>) -> MdiaBox {
        let (handler_type, name, media_header) = if self.is_video() {
            let header = VmhdBox { graphicsmode: VmhdBox::DEFAULT_GRAPHICSMODE, opcolor: VmhdBox::DEFAULT_OPCOLOR };
            (HdlrBox::HANDLER_TYPE_VIDE, b"Video\0", MediaHeader::Vmhd(header))
        } else {
            let header = SmhdBox { balance: SmhdBox::DEFAULT_BALANCE };
            (HdlrBox::HANDLER_TYPE_SOUN, b"Sound\0", MediaHeader::Smhd(header))
        };
        MdiaBox {
            mdhd_box: MdhdBox {
                creation_time: TIME,
                modification_time: TIME,
                timescale: NonZeroU32::new(self.timescale).unwrap_or(NonZeroU32::MIN),
                duration: self.samples.len() as u64 * u64::from(self.sample_duration),
                language: LanguageCode::UNDEFINED,
            },
            hdlr_box: HdlrBox { handler_type, name: name.to_vec() },
            minf_box: MinfBox {
                media_header: Some(media_header),
                dinf_box: DinfBox::LOCAL_FILE,
                stbl_box: self.sample_table(chunk_offsets),
                unknown_boxes: Vec::new(),
            },
            unknown_boxes: Vec::new(),
        }
    }

    fn sample_table(&self, chunk_offsets: Vec<u32>) -> StblBox {
        StblBox {
            stsd_box: StsdBox { entries: vec![self.entry.clone()] },
            stts_box: SttsBox {
                entries: vec![SttsEntry {
                    sample_count: self.samples.len() as u32,
                    sample_delta: self.sample_duration,
                }],
            },
            ctts_box: None,
            cslg_box: None,
            stsc_box: self.chunk_lengths(),
            stsz_box: StszBox::Variable {
                entry_sizes: self.samples.iter().map(|sample| sample.len() as u32).collect(),
            },
            stco_or_co64_box: Either::A(StcoBox { chunk_offsets }),
            stss_box: self.is_video().then(|| StssBox { sample_numbers: vec![NonZeroU32::MIN] }),
            sdtp_box: None,
            unknown_boxes: Vec::new(),
        }
    }

    /// One entry for all chunks, and one for the last if it is shorter.
    fn chunk_lengths(&self) -> StscBox {
        let mut entries: Vec<StscEntry> = Vec::new();
        for (first_chunk, chunk) in (1..).filter_map(NonZeroU32::new).zip(self.chunks()) {
            let sample_per_chunk = chunk.len() as u32;
            if entries.last().is_none_or(|entry| entry.sample_per_chunk != sample_per_chunk) {
                entries.push(StscEntry { first_chunk, sample_per_chunk, sample_description_index: NonZeroU32::MIN });
            }
        }
        StscBox { entries }
    }
}

/// Writes a file front to back: `ftyp`, `moov`, `mdat`.
pub(crate) fn write(tracks: &[Track], mut writer: impl Write) -> io::Result<()> {
    let brands = FtypBox {
        major_brand: Brand::ISOM,
        minor_version: 512,
        compatible_brands: vec![Brand::ISOM, Brand::ISO2, Brand::AVC1, Brand::MP41],
    };
    let brands = encode(&brands)?;
    // The offsets have as many bytes whatever they are, so the first description tells where the samples start.
    let description_bytes = encode(&movie(tracks, &lay_out(tracks, 0)?))?.len();
    let first = brands.len() as u64 + description_bytes as u64 + MDAT_HEADER_BYTES;
    let description = encode(&movie(tracks, &lay_out(tracks, first)?))?;
    let payload: u64 = tracks.iter().flat_map(|track| &track.samples).map(|sample| sample.len() as u64).sum();
    let mdat = u32::try_from(MDAT_HEADER_BYTES + payload).map_err(|_| io::ErrorKind::FileTooLarge)?;
    writer.write_all(&brands)?;
    writer.write_all(&description)?;
    writer.write_all(&mdat.to_be_bytes())?;
    writer.write_all(b"mdat")?;
    for (_, chunk) in in_turns(tracks) {
        chunk.iter().try_for_each(|sample| writer.write_all(sample))?;
    }
    writer.flush()
}

/// The chunks of all tracks in the order of the file, each with its track's index: the first of each, the second, ...
///
/// The last track goes first, which is the sound: a player that looks only at the start of the file would find nothing but
/// one huge frame otherwise.
fn in_turns(tracks: &[Track]) -> impl Iterator<Item = (usize, &[Vec<u8>])> {
    let most = tracks.iter().map(|track| track.chunks().len()).max().unwrap_or(0);
    (0..most).flat_map(move |turn| {
        tracks.iter().enumerate().rev().filter_map(move |(index, track)| Some((index, track.chunks().nth(turn)?)))
    })
}

/// Where in the file each chunk of each track starts, if the first one starts at `first`.
fn lay_out(tracks: &[Track], first: u64) -> io::Result<Vec<Vec<u32>>> {
    let mut offsets = vec![Vec::new(); tracks.len()];
    let mut offset = first;
    for (index, chunk) in in_turns(tracks) {
        offsets[index].push(u32::try_from(offset).map_err(|_| io::ErrorKind::FileTooLarge)?);
        offset += chunk.iter().map(|sample| sample.len() as u64).sum::<u64>();
    }
    Ok(offsets)
}

fn movie(tracks: &[Track], chunk_offsets: &[Vec<u32>]) -> MoovBox {
    MoovBox {
        mvhd_box: MvhdBox {
            creation_time: TIME,
            modification_time: TIME,
            timescale: NonZeroU32::new(MOVIE_TIMESCALE).unwrap_or(NonZeroU32::MIN),
            duration: tracks.iter().map(Track::movie_duration).max().unwrap_or(0),
            rate: MvhdBox::DEFAULT_RATE,
            volume: MvhdBox::DEFAULT_VOLUME,
            matrix: MvhdBox::DEFAULT_MATRIX,
            next_track_id: tracks.len() as u32 + 1,
        },
        trak_boxes: (1..)
            .zip(tracks.iter().zip(chunk_offsets))
            .map(|(track_id, (track, offsets))| track.to_box(track_id, offsets.clone()))
            .collect(),
        mvex_box: None,
        unknown_boxes: Vec::new(),
    }
}

fn encode(boxed: &impl Encode) -> io::Result<Vec<u8>> {
    boxed.encode_to_vec().map_err(|error| io::Error::other(error.to_string()))
}
