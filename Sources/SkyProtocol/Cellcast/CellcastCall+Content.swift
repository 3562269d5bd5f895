import CSkyTables
import SkyDocument

extension CellcastCall {
    /// Visit the recipients of a checked request, in the order of the document.
    func forEachRecipient<Failure: Error>(
        in root: Element, _ visit: (UnsafeBufferPointer<UInt8>, RecipientPlace) throws(Failure) -> Void
    ) throws(Failure) {
        let isNewZealand = parameters.contains { $0.holds == .shortCode }
        var ordinal = 0
        var message = 0
        var next = root.firstChild
        while let child = next {
            next = child.next
            guard let place = place(of: child.name, in: 0), let parameter = parameter(at: place) else { continue }
            if parameter.holds == .recipient, child.value.count > 0 {
                ordinal &+= 1
                let words = parameter.words
                try visit(child.value, RecipientPlace(words, ordinal: ordinal, isNewZealand: isNewZealand))
            } else if parameter.holds == .block {
                if body == .list { ordinal = 0 }
                try forEachRecipient(inside: child, at: place, message: message, &ordinal, visit)
                if body == .list { message &+= 1 }
            }
        }
    }

    private func forEachRecipient<Failure: Error>(
        inside block: Element, at parent: Int, message: Int, _ ordinal: inout Int,
        _ visit: (UnsafeBufferPointer<UInt8>, RecipientPlace) throws(Failure) -> Void
    ) throws(Failure) {
        var next = block.firstChild
        while let child = next {
            next = child.next
            guard child.value.count > 0, let place = place(of: child.name, in: parent),
                let parameter = parameter(at: place), parameter.holds == .recipient
            else { continue }
            ordinal &+= 1
            try visit(child.value, RecipientPlace(parameter.words, ordinal: ordinal, message: message))
        }
    }

    /// Visit the texts of the SMS that a checked request sends.
    func forEachText<Failure: Error>(
        in root: Element, _ visit: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        guard purpose == .sendsSMS else { return }
        var next = root.firstChild
        while let child = next {
            next = child.next
            if child.hasChildren {
                guard body == .list else { continue }
                var inner = child.firstChild
                while let member = inner {
                    inner = member.next
                    if CellcastCall.isText(member) { try visit(member.value) }
                }
            } else if CellcastCall.isText(child) {
                try visit(child.value)
            }
        }
    }

    /// Bytes that the answer to a request of many messages may have: an envelope for each message, and in it an entry
    /// for each recipient, which repeats the text (docs/cellcast.md, section 4.2). What cannot be read would leave all
    /// of them unknown.
    func largestAnswer(to messages: Element) -> Int {
        let (envelope, entry) = (150, 250)
        var size = 0
        var next = messages.firstChild
        while let message = next {
            next = message.next
            var recipients = 0
            var text = 0
            var inner = message.firstChild
            while let member = inner {
                inner = member.next
                if CellcastCall.isText(member) {
                    text = member.value.reduce(0) { $0 &+ CellcastCall.longestEscape(of: $1) }
                } else if FieldName.matches(member.name, "NUMBERS") {
                    recipients &+= 1
                }
            }
            size &+= envelope &+ recipients &* (entry &+ text)
        }
        return size
    }

    /// Bytes of JSON that a byte of a text may come back as: what is not ASCII as \uXXXX, for two bytes or three.
    private static func longestEscape(of byte: UInt8) -> Int {
        switch byte {
        case 0x0A, 0x0D, 0x22, 0x2F, 0x5C: return 2
        case 0..<0x20: return 6
        case 0x20..<0x80: return 1
        default: return 3
        }
    }

    private static func isText(_ element: Element) -> Bool {
        guard element.value.count > 0 else { return false }
        return FieldName.matches(element.name, "SMSTEXT") || FieldName.matches(element.name, "MESSAGE")
    }
}
