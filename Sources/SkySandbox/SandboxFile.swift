import SkyDocument
import SkyProtocol

/// A file that a slide names.
struct SandboxFile {
    /// The sorts of files (docs/skycore.md, section 4.3.1).
    enum Kind {
        case image, audio, video, vcard, ical, pdf, passbook

        /// The sort that an element stands for; nil for other elements.
        init?(_ name: UnsafeBufferPointer<UInt8>) {
            if FieldName.matches(name, "IMAGE") {
                self = .image
            } else if FieldName.matches(name, "AUDIO") {
                self = .audio
            } else if FieldName.matches(name, "VIDEO") {
                self = .video
            } else if FieldName.matches(name, "VCARD") {
                self = .vcard
            } else if FieldName.matches(name, "ICAL") {
                self = .ical
            } else if FieldName.matches(name, "PDF") {
                self = .pdf
            } else if FieldName.matches(name, "PASSBOOK") {
                self = .passbook
            } else {
                return nil
            }
        }
    }

    let kind: Kind
    /// The slide it is in, from 1.
    let slide: Int
    let url: String

    /// Whether it must be encoded before the MMS can be sent.
    var isEncoded: Bool { kind == .audio || kind == .video }

    /// Whether the encoding will fail: the address contains "broken".
    var cannotBeEncoded: Bool { isEncoded && url.holds("broken") }

    /// Why the file is refused at once, or nil: the address contains "missing" or "large", or "broken" for an image.
    var refusal: SandboxRefusal? {
        if url.holds("missing") { return SandboxRefusal(unfetchedCode, "Slide \(slide): file could not be fetched") }
        if url.holds("large") { return SandboxRefusal(oversizeCode, "Slide \(slide): file over the size limit") }
        if kind == .image, url.holds("broken") { return SandboxRefusal("E341", "Slide \(slide): image is damaged") }
        return nil
    }

    private var unfetchedCode: String {
        switch kind {
        case .image: return "E351"
        case .audio: return "E352"
        case .video: return "E353"
        case .vcard: return "E355"
        case .ical: return "E356"
        case .pdf: return "E357"
        case .passbook: return "E358"
        }
    }

    private var oversizeCode: String {
        switch kind {
        case .image: return "E331"
        case .audio: return "E332"
        case .video: return "E333"
        case .vcard: return "E335"
        case .ical: return "E336"
        case .pdf: return "E337"
        case .passbook: return "E338"
        }
    }
}

extension SandboxFile {
    /// E002 or E012 for a sound, E003 or E013 for a film: it could not be encoded (section 5.5).
    func encodingReport(isSending: Bool, mmsID: String, due: Int) -> SandboxPostback {
        let isSound = kind == .audio
        let code = isSending ? (isSound ? "E012" : "E013") : (isSound ? "E002" : "E003")
        return SandboxPostback(
            code, origin: "MMS_MT", due: due, ["MMSID": mmsID, (isSound ? "AUDIONAME" : "VIDEONAME"): url])
    }
}
