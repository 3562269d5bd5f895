import CSkyTables
import SkyDocument

/// Holds a request against the table of actions (tools/data/skycore/parameters.tsv), before anything is sent (rule
/// T17).
///
/// Parameters that the table does not have are no fault: they go out as they are. A parameter whose value is empty
/// counts as absent.
package struct SkycoreActionCheck {
    /// E313: a slide is empty.
    private static let emptySlideCode: UInt16 = 313

    private let action: SkycoreAction
    private let hasDefaultSender: Bool

    /// - Parameter hasDefaultSender: a sender that is missing will be filled in.
    package init(_ action: SkycoreAction, hasDefaultSender: Bool) {
        self.action = action
        self.hasDefaultSender = hasDefaultSender
    }

    /// Find the first fault of a request.
    package func check(_ request: Element) throws(RequestFault) {
        try check(childrenOf: request, at: 0)
    }

    /// Refuse what would go out twice: the action and the credentials are added when a request is written
    /// (docs/skycore.md, sections 2 and 4.0). This holds for actions that the table does not have as well.
    package static func checkOwnNames(in request: Element) throws(RequestFault) {
        var next = request.firstChild
        while let child = next {
            next = child.next
            if !child.isText, let name = ownName(child.name) { throw RequestFault(.ownName, name) }
        }
    }

    private static func ownName(_ name: UnsafeBufferPointer<UInt8>) -> StaticString? {
        if FieldName.matches(name, "ACTION") { return "ACTION" }
        if FieldName.matches(name, "API_KEY") { return "API_KEY" }
        if FieldName.matches(name, "USER") { return "USER" }
        return FieldName.matches(name, "PASS") ? "PASS" : nil
    }

    /// Check what lies in one element: first what is missing or too much of it, then each value.
    private func check(childrenOf element: Element, at parent: Int) throws(RequestFault) {
        for index in 0..<action.parameters.count where Int(action.parameters[index].parent) == parent {
            try checkPresence(of: action.parameters[index], at: index &+ 1, in: element)
        }
        var next = element.firstChild
        while let child = next {
            next = child.next
            guard !child.isText, let place = action.place(of: child.name, in: parent),
                let parameter = action.parameter(at: place)
            else { continue }
            do throws(RequestFault) {
                try checkContent(of: child, parameter, at: place)
            } catch {
                if parameter.most > 1 { error.locate(SkycoreActionCheck.ordinal(of: child, in: element)) }
                throw error
            }
        }
    }

    // MARK: - Presence

    private func checkPresence(of parameter: sky_parameter_row, at place: Int, in element: Element) throws(RequestFault)
    {
        let count = self.count(of: parameter, in: element)
        if count > Int(parameter.most), parameter.most != 255 {
            throw RequestFault(
                .tooMany, parameter.words, code: parameter.excess_code, limit: Int(parameter.most))
        }
        let isFilledIn = parameter.holds == .sender && hasDefaultSender
        switch parameter.needed {
        case .may: break
        case .must:
            if count == 0, !isFilledIn { throw RequestFault(.missing, parameter.words, code: parameter.missing_code) }
        case .exactlyOne, .atLeastOne:
            try checkGroup(of: parameter, at: place, isGiven: count > 0, in: element)
        case .whenMateGiven:
            guard count == 0, let mate = mate(of: parameter, at: place, given: true, in: element) else { break }
            throw RequestFault(
                .missingBeside, parameter.words, code: parameter.missing_code, other: mate.words)
        }
    }

    private func checkGroup(
        of parameter: sky_parameter_row, at place: Int, isGiven: Bool, in element: Element
    ) throws(RequestFault) {
        let givenMate = mate(of: parameter, at: place, given: true, in: element)
        if isGiven, parameter.needed == .exactlyOne, let givenMate {
            throw RequestFault(.both, parameter.words, code: parameter.excess_code, other: givenMate.words)
        }
        if !isGiven, givenMate == nil {
            let mate = mate(of: parameter, at: place, given: false, in: element)
            throw RequestFault(
                .eitherMissing, parameter.words, code: parameter.missing_code,
                other: mate?.words ?? PermanentWords(""))
        }
    }

    /// Another member of a parameter's group that is given, or is not.
    private func mate(
        of parameter: sky_parameter_row, at place: Int, given: Bool, in element: Element
    ) -> sky_parameter_row? {
        for index in 0..<action.parameters.count where index &+ 1 != place {
            let other = action.parameters[index]
            if other.group == parameter.group, other.parent == parameter.parent,
                (count(of: other, in: element) > 0) == given
            {
                return other
            }
        }
        return nil
    }

    /// How often a parameter is given among an element's children, with something in it.
    private func count(of parameter: sky_parameter_row, in element: Element) -> Int {
        let name = SkycoreAction.word(parameter.name)
        var count = 0
        var next = element.firstChild
        while let child = next {
            next = child.next
            if child.isText || !FieldName.matches(child.name, name) { continue }
            if child.value.count > 0 || child.hasChildren || parameter.isBlock { count &+= 1 }
        }
        return count
    }

    private static func ordinal(of child: Element, in element: Element) -> Int {
        var ordinal = 0
        var next = element.firstChild
        while let sibling = next, sibling.order <= child.order {
            if FieldName.matches(sibling.name, child.name) { ordinal &+= 1 }
            next = sibling.next
        }
        return ordinal
    }

    // MARK: - Content

    private func checkContent(
        of element: Element, _ parameter: sky_parameter_row, at place: Int
    ) throws(RequestFault) {
        if parameter.isBlock {
            if element.value.count > 0 { throw RequestFault(.notBlock, parameter.words) }
            guard parameter.holds == .block else { return }
            try check(childrenOf: element, at: place)
            let slide: StaticString = "SLIDE"
            if parameter.parent == 0, FieldName.matches(element.name, slide) { try checkSlide(element, parameter) }
            return
        }
        if element.hasChildren { throw RequestFault(.notValue, parameter.words) }
        let value = element.value
        guard value.count > 0 else { return }
        if parameter.limit > 0, UTF8.characterCount(of: value) > Int(parameter.limit) {
            throw RequestFault(
                .tooLong, parameter.words, code: parameter.excess_code, limit: Int(parameter.limit))
        }
        if let reason = SkycoreActionCheck.fault(of: value, parameter.holds) {
            throw RequestFault(reason, parameter.words, code: parameter.excess_code)
        }
    }

    private static func fault(of value: UnsafeBufferPointer<UInt8>, _ kind: sky_parameter_row.Kind) -> RequestFault
        .Reason?
    {
        switch kind {
        case .whole: return isWhole(value) ? nil : .notWhole
        case .yesNo:
            return ByteScan.equal(value, "yes") || ByteScan.equal(value, "no") ? nil : .notYesOrNo
        case .true: return ByteScan.equal(value, "true") ? nil : .notTrue
        case .time: return isRequestTime(value) ? nil : .notTime
        default: return nil
        }
    }

    private static func isWhole(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.count <= 9 && value.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// `YYYY-MM-DD hh:mm:ss`, the form of section 3.4 for requests.
    private static func isRequestTime(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.count == 19, value[10] == 0x20, let moment = try? Moment(value) else { return false }
        return !moment.hasOffset
    }

    /// A slide holds something, and nothing that may not stand together (section 4.3.1).
    private func checkSlide(_ slide: Element, _ parameter: sky_parameter_row) throws(RequestFault) {
        guard slide.hasChildren else {
            throw RequestFault(.emptySlide, parameter.words, code: SkycoreActionCheck.emptySlideCode)
        }
        var count = 0
        let conflicts = UnsafeBufferPointer(start: sky_slide_conflicts(&count), count: count)
        for conflict in conflicts {
            let one = SkycoreAction.word(conflict.one)
            let other = SkycoreAction.word(conflict.other)
            guard has(slide, one), has(slide, other) else { continue }
            throw RequestFault(
                .conflict, PermanentWords(ofTable: one), code: conflict.code, other: PermanentWords(ofTable: other))
        }
    }

    private func has(_ element: Element, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        var next = element.firstChild
        while let child = next {
            if FieldName.matches(child.name, name) { return true }
            next = child.next
        }
        return false
    }
}
