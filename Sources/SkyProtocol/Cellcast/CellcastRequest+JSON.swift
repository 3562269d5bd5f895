import CSkyTables
import SkyDocument

extension CellcastRequest {
    /// The objects of an array.
    mutating func writeElements(
        of element: Element, _ known: CellcastCall?, at parent: Int, _ recipients: borrowing RecipientList,
        _ defaultSender: UnsafeBufferPointer<UInt8>?
    ) throws(RequestFault) {
        var next = element.firstChild
        while let child = next {
            next = child.next
            try writeObject(child, known, known?.place(of: child.name, in: parent) ?? -1, recipients, defaultSender)
        }
    }

    /// What lies in one element, as members of an object. `parent` is its place in the call's parameters, -1 if the
    /// table has none. Namesakes become one array at the place of the first.
    mutating func writeMembers(
        of element: Element, _ known: CellcastCall?, at parent: Int, _ recipients: borrowing RecipientList,
        _ defaultSender: UnsafeBufferPointer<UInt8>?
    ) throws(RequestFault) {
        var next = element.firstChild
        while let child = next {
            next = child.next
            if namesakes.isWritten(child) { continue }
            let place = known?.place(of: child.name, in: parent)
            let parameter = place.flatMap { known?.parameter(at: $0) }
            if let parameter, parameter.holds == .own { continue }
            if let parameter, child.value.count == 0, !child.hasChildren, parameter.holds != .block { continue }
            json.name(parameter?.nameBytes ?? child.name)
            let isArray: Bool
            if let parameter, parameter.most == 1 {
                isArray = false
            } else {
                isArray = namesakes.next(of: child) != nil || parameter != nil && parameter?.several != .arrayUnlessOne
            }
            if isArray { json.beginArray() }
            try writeValues(from: child, known, place ?? -1, recipients, defaultSender)
            if isArray { json.endArray() }
        }
        try writeDefaultSender(in: element, known, at: parent, defaultSender)
    }

    /// An element and its namesakes. Doubles of a recipient are left out.
    private mutating func writeValues(
        from first: Element, _ known: CellcastCall?, _ place: Int, _ recipients: borrowing RecipientList,
        _ defaultSender: UnsafeBufferPointer<UInt8>?
    ) throws(RequestFault) {
        var current: Element? = first
        while let element = current {
            current = namesakes.next(of: element)
            namesakes.note(element)
            let parameter = known?.parameter(at: place)
            if let parameter, parameter.holds == .block {
                try writeObject(element, known, place, recipients, defaultSender)
            } else if let parameter, parameter.holds == .recipient {
                guard element.value.count > 0 else { continue }
                let number = recipients.goingOut(nextRecipient)
                nextRecipient &+= 1
                if let number { write(number: number) }
            } else if element.hasChildren {
                try writeObject(element, known, -1, recipients, defaultSender)
            } else if parameter == nil || element.value.count > 0 {
                write(element.value, parameter)
            }
        }
    }

    private mutating func write(_ value: UnsafeBufferPointer<UInt8>, _ parameter: sky_cellcast_parameter?) {
        switch parameter?.holds {
        case .number: if !json.number(value) { json.string(value) }
        case .sender: json.string(CellcastSender.goingOut(value))
        default: json.string(value)
        }
    }

    /// One object; nothing for one whose only recipient is a double.
    private mutating func writeObject(
        _ element: Element, _ known: CellcastCall?, _ place: Int, _ recipients: borrowing RecipientList,
        _ defaultSender: UnsafeBufferPointer<UInt8>?
    ) throws(RequestFault) {
        if let known, isDouble(element, known, place, recipients) {
            nextRecipient &+= 1
            return
        }
        json.beginObject()
        try writeMembers(of: element, known, at: place, recipients, defaultSender)
        json.endObject()
    }

    /// Whether an element is a recipient with what belongs to it, and a double.
    private func isDouble(
        _ element: Element, _ known: CellcastCall, _ place: Int, _ recipients: borrowing RecipientList
    ) -> Bool {
        for parameter in known.parameters where Int(parameter.parent) == place && parameter.holds == .recipient {
            guard parameter.most == 1, let recipient = recipients.recipient(nextRecipient) else { return false }
            return recipient.isDouble != 0
        }
        return false
    }

    private mutating func writeDefaultSender(
        in element: Element, _ known: CellcastCall?, at parent: Int, _ defaultSender: UnsafeBufferPointer<UInt8>?
    ) throws(RequestFault) {
        guard let defaultSender, let known, let parameter = known.missingSender(in: element, at: parent) else { return }
        try CellcastRequest.check(defaultSender, parameter)
        json.name(parameter.nameBytes)
        json.string(CellcastSender.goingOut(defaultSender))
    }

    /// Whether a call takes the client's sender.
    static func check(_ sender: UnsafeBufferPointer<UInt8>, _ parameter: sky_cellcast_parameter) throws(RequestFault) {
        if parameter.holds == .shortCode {
            if !CellcastSender.isShortCode(sender) { throw RequestFault(.notShortCode, parameter.words) }
        } else if !CellcastSender.isSender(sender) {
            throw RequestFault(.notSender, parameter.words)
        }
    }
}

extension CellcastCall {
    /// The parameter that holds the sender, if there is one at a place and an element does not give it.
    func missingSender(in element: Element, at parent: Int) -> sky_cellcast_parameter? {
        for parameter in parameters where Int(parameter.parent) == parent && parameter.isSender {
            return CellcastCheck.count(of: parameter, in: element) == 0 ? parameter : nil
        }
        return nil
    }
}
