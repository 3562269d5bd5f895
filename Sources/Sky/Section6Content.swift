import CSky
import SkyClient
import SkyDocument
import SkyProtocol

/// Add a slide to a request of sendMMS or saveMMS: a text, a file, or both. Slides are shown in the order in which they
/// are added, 8 at most.
///
/// A slide with several files (a picture and a sound) is built with sky_request_begin() and sky_request_set().
///
/// Threads: one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: the request.
///   - text: the slide's text, at most 5000 characters; may be NULL if there is a file.
///   - media: what the file is; SKY_MEDIA_NONE for a text only.
///   - url: the file's full address; NULL with SKY_MEDIA_NONE.
///   - seconds: how long the slide is shown; 0 leaves it to the provider.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_add_slide(
    _ request: UnsafeMutablePointer<sky_request>?, _ text: UnsafePointer<CChar>?, _ media: sky_media,
    _ url: UnsafePointer<CChar>?, _ seconds: UInt32, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.change(request, error) { (object: Request) throws(Fault) in
        let words = Border.optionalText(text)
        let element = try Border.mediaElement(media)
        guard (element == nil) == (url == nil) else {
            throw Fault(SKY_E_ARGUMENT, "url: a file needs an address, and an address the sort of file")
        }
        guard element != nil || (words?.count ?? 0) > 0 else {
            throw Fault(SKY_E_ARGUMENT, "text: a slide needs a text or a file")
        }
        guard seconds <= 999_999_999 else { throw Fault(SKY_E_LIMIT, "seconds: more than 999999999") }
        do throws(RequestFault) {
            try object.addSlide(text: words, file: element, at: Border.optionalText(url), seconds: seconds)
        } catch {
            throw Fault(SendFailure(error))
        }
    }
}

/// Add a text for one slide to a request that sends a stored MMS, instead of the slide's own.
///
/// Threads: one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: the request.
///   - slide: the slide's number, from 1.
///   - text: the text, UTF-8; line breaks are kept.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_add_custom_text(
    _ request: UnsafeMutablePointer<sky_request>?, _ slide: UInt32, _ text: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.change(request, error) { (object: Request) throws(Fault) in
        let words = try Border.text(text, "text")
        guard slide >= 1, slide <= 999_999_999 else {
            throw Fault(SKY_E_ARGUMENT, "slide: slides are counted from 1")
        }
        guard words.count > 0 else { throw Fault(SKY_E_ARGUMENT, "text: empty", at: 0) }
        do throws(RequestFault) {
            try object.addCustomText(words, slide: slide)
        } catch {
            throw Fault(SendFailure(error))
        }
    }
}

extension Border {
    /// The element that holds a file; nil for none.
    fileprivate static func mediaElement(_ media: sky_media) throws(Fault) -> StaticString? {
        switch media {
        case SKY_MEDIA_NONE: return nil
        case SKY_MEDIA_IMAGE: return "IMAGE"
        case SKY_MEDIA_AUDIO: return "AUDIO"
        case SKY_MEDIA_VIDEO: return "VIDEO"
        case SKY_MEDIA_VCARD: return "VCARD"
        case SKY_MEDIA_ICAL: return "ICAL"
        case SKY_MEDIA_PDF: return "PDF"
        case SKY_MEDIA_PASSBOOK: return "PASSBOOK"
        default: throw Fault(SKY_E_ARGUMENT, "media: not one of sky_media")
        }
    }
}
