import SkyDocument

/// A written call in one piece of memory, for messages that wait.
extension CellcastRequest {
    /// Append all that `write(packed:)` needs: five lengths and whether it is a GET, then the parts.
    func pack(into output: inout ByteBuffer, _ recipients: borrowing RecipientList) {
        CellcastRequest.append(path.count, to: &output)
        CellcastRequest.append(query.count, to: &output)
        CellcastRequest.append(body.count, to: &output)
        CellcastRequest.append(formType.count, to: &output)
        CellcastRequest.append(listRequest.count, to: &output)
        output.add(method == .get ? 1 : 0)
        output.add(path.bytes)
        output.add(query.bytes)
        output.add(body.bytes)
        output.add(formType.bytes)
        output.add(listRequest.bytes)
        recipients.pack(into: &output)
    }

    /// Take over what was packed. False if memory ran out.
    mutating func write(packed: UnsafeBufferPointer<UInt8>, _ recipients: inout RecipientList) -> Bool {
        guard packed.count > 20 else { return false }
        begin(packed[20] == 1 ? .get : .post)
        var position = 21
        path.add(CellcastRequest.part(0, of: packed, &position))
        query.add(CellcastRequest.part(1, of: packed, &position))
        body.add(CellcastRequest.part(2, of: packed, &position))
        formType.add(CellcastRequest.part(3, of: packed, &position))
        listRequest.add(CellcastRequest.part(4, of: packed, &position))
        recipients.unpack(UnsafeBufferPointer(rebasing: packed[position...]))
        call = CellcastCall(named: path.bytes)
        return isComplete
    }

    private static func part(
        _ index: Int, of packed: UnsafeBufferPointer<UInt8>, _ position: inout Int
    ) -> UnsafeBufferPointer<UInt8> {
        var length = 0
        for offset in 0..<4 { length |= Int(packed[4 &* index &+ offset]) << (8 &* offset) }
        let start = min(position, packed.count)
        position = min(start &+ length, packed.count)
        return UnsafeBufferPointer(rebasing: packed[start..<position])
    }

    /// A length, the lowest byte first; all are bounded by the limit on requests.
    private static func append(_ length: Int, to output: inout ByteBuffer) {
        for shift in 0..<4 { output.add(UInt8(truncatingIfNeeded: length >> (8 &* shift))) }
    }
}

extension RecipientList {
    /// Append the recipients: each the number of its message, the count of its digits and the digits.
    func pack(into output: inout ByteBuffer) {
        for index in 0..<count {
            guard let recipient = recipient(index) else { continue }
            for shift in 0..<4 { output.add(UInt8(truncatingIfNeeded: recipient.message >> UInt32(8 &* shift))) }
            output.add(UInt8(truncatingIfNeeded: recipient.length))
            output.add(number(of: recipient))
        }
    }

    /// Append recipients that were packed.
    mutating func unpack(_ packed: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while packed.count &- position >= 5 {
            var message = 0
            for offset in 0..<4 { message |= Int(packed[position &+ offset]) << (8 &* offset) }
            let start = position &+ 5
            let end = min(start &+ Int(packed[position &+ 4]), packed.count)
            append(UnsafeBufferPointer(rebasing: packed[start..<end]), message: message)
            position = end
        }
    }
}
