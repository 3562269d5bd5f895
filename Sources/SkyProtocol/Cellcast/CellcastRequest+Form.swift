import CSkyTables
import SkyDocument

extension CellcastRequest {
    /// Write a body of the type multipart/form-data (RFC 7578).
    mutating func writeForm(
        _ root: Element, _ known: CellcastCall?, _ recipients: borrowing RecipientList
    ) throws(RequestFault) {
        let boundary = CellcastRequest.boundary(for: root)
        formType.append("Content-Type: multipart/form-data; boundary=")
        CellcastRequest.append(boundary, to: &formType)
        formType.add(0)
        var hasRecipients = false
        var next = root.firstChild
        while let child = next {
            next = child.next
            let parameter = known?.place(of: child.name, in: 0).flatMap { known?.parameter(at: $0) }
            if child.hasChildren { throw RequestFault(.notValue, parameter?.words ?? PermanentWords("parameter")) }
            if parameter != nil, child.value.count == 0 { continue }
            if let parameter, parameter.holds == .recipient {
                if hasRecipients { continue }
                hasRecipients = true
                beginPart(boundary, parameter.nameBytes, nil)
                appendRecipients(recipients)
            } else {
                let image = child.isFile ? CellcastImage(child.value) : nil
                beginPart(boundary, parameter?.nameBytes ?? child.name, image)
                body.add(child.value)
            }
            body.append("\r\n")
        }
        body.append("--")
        CellcastRequest.append(boundary, to: &body)
        body.append("--\r\n")
    }

    private mutating func beginPart(_ boundary: UInt64, _ name: UnsafeBufferPointer<UInt8>, _ image: CellcastImage?) {
        body.append("--")
        CellcastRequest.append(boundary, to: &body)
        body.append("\r\nContent-Disposition: form-data; name=\"")
        body.add(name)
        body.add(0x22)
        if let image {
            body.append("; filename=\"")
            body.append(image.fileName)
            body.append("\"\r\nContent-Type: ")
            body.append(image.type)
        }
        body.append("\r\n\r\n")
    }

    /// All recipients as the text of a JSON array.
    private mutating func appendRecipients(_ recipients: borrowing RecipientList) {
        json.beginArray()
        for index in 0..<recipients.count {
            if let number = recipients.goingOut(index) { write(number: number) }
        }
        json.endArray()
        body.add(json.output.bytes)
    }

    /// A number that, written as 16 digits behind "libsky-", stands in none of the values.
    private static func boundary(for root: Element) -> UInt64 {
        var candidate: UInt64 = 0x5CA1_AB1E_0DDB_A11C
        var text = ByteBuffer()
        while true {
            text.reset()
            append(candidate, to: &text)
            var isFree = true
            var next = root.firstChild
            while let child = next, isFree {
                next = child.next
                isFree = !contains(child.value, text.bytes)
            }
            if isFree || text.hasFailed { return candidate }
            candidate = candidate &* 0x5851_F42D_4C95_7F2D &+ 1
        }
    }

    private static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>) -> Bool {
        var offset = 0
        while let found = ByteScan.firstIndex(of: part.first ?? 0, in: bytes, from: offset) {
            guard bytes.count &- found >= part.count else { return false }
            if ByteScan.equal(UnsafeBufferPointer(rebasing: bytes[found..<found &+ part.count]), part) { return true }
            offset = found &+ 1
        }
        return false
    }

    private static func append(_ boundary: UInt64, to output: inout ByteBuffer) {
        let digits: StaticString = "0123456789abcdef"
        output.append("libsky-")
        for shift in 0..<16 { output.add(digits.utf8Start[Int(boundary >> UInt64(60 &- 4 &* shift) & 15)]) }
    }
}
