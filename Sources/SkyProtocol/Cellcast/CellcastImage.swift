import SkyDocument

/// The sorts of pictures that go with a message (docs/cellcast.md, section 4.5), told by their first bytes.
enum CellcastImage {
    case png, gif, jpeg

    /// Nil for anything else.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.count >= 8, bytes[0] == 0x89, ByteScan.starts(with: "PNG\r\n\u{1A}\n", in: bytes, at: 1) {
            self = .png
        } else if ByteScan.starts(with: "GIF87a", in: bytes, at: 0) || ByteScan.starts(with: "GIF89a", in: bytes, at: 0)
        {
            self = .gif
        } else if bytes.count >= 3, bytes[0] == 0xFF, bytes[1] == 0xD8, bytes[2] == 0xFF {
            self = .jpeg
        } else {
            return nil
        }
    }

    /// What stands in Content-Type.
    var type: StaticString {
        switch self {
        case .png: return "image/png"
        case .gif: return "image/gif"
        case .jpeg: return "image/jpeg"
        }
    }

    /// The file's name in a form.
    var fileName: StaticString {
        switch self {
        case .png: return "picture.png"
        case .gif: return "picture.gif"
        case .jpeg: return "picture.jpg"
        }
    }
}
