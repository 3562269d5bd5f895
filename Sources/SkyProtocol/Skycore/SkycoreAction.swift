import CSkyTables
import SkyDocument

/// One action of Skycore's, from the table of actions (tools/data/skycore/actions.tsv).
package struct SkycoreAction {
    private let row: sky_action_row

    /// Its parameters, blocks before what lies in them.
    let parameters: UnsafeBufferPointer<sky_parameter_row>

    /// The action of that name, without regard to ASCII case, `-` and `_`; nil for one that the table does not have.
    package init?(named name: UnsafeBufferPointer<UInt8>) {
        guard let row = SkycoreAction.row(named: name) else { return nil }
        self.row = row
        var count = 0
        let all = UnsafeBufferPointer(start: sky_parameter_rows(&count), count: count)
        let first = Int(row.first_parameter)
        guard first + Int(row.parameter_count) <= count else { return nil }
        parameters = UnsafeBufferPointer(rebasing: all[first..<first + Int(row.parameter_count)])
    }

    /// What stands in ACTION.
    package var name: UnsafeBufferPointer<UInt8> { SkycoreAction.word(row.name) }

    /// What stands in `action` over GET; nil if the action has slides, which have no form there.
    var getName: UnsafeBufferPointer<UInt8>? {
        row.get_name == 0 ? nil : SkycoreAction.word(row.get_name)
    }

    /// Whether the request is written in lower case (docs/skycore.md, section 4.17).
    package var isLowerCase: Bool { row.is_lower_case != 0 }

    /// The place, counted from 1, of the parameter that has a name and lies in the parameter at `parent` (0: in the
    /// request itself); nil if the table has none.
    func place(of name: UnsafeBufferPointer<UInt8>, in parent: Int) -> Int? {
        for index in 0..<parameters.count where Int(parameters[index].parent) == parent {
            if FieldName.matches(name, SkycoreAction.word(parameters[index].name)) { return index &+ 1 }
        }
        return nil
    }

    /// The parameter at a place counted from 1.
    func parameter(at place: Int) -> sky_parameter_row? {
        place >= 1 && place <= parameters.count ? parameters[place &- 1] : nil
    }

    /// How free children and numbered blocks of that name are called over GET (`data_`, `pd_`, `customtext_`), also in
    /// actions that the table does not have; nil for all other names.
    static func flattening(of name: UnsafeBufferPointer<UInt8>) -> sky_parameter_row? {
        var count = 0
        let all = UnsafeBufferPointer(start: sky_parameter_rows(&count), count: count)
        return all.first { $0.get_prefix != 0 && FieldName.matches(name, word($0.name)) }
    }

    /// A word of the table.
    static func word(_ offset: UInt16) -> UnsafeBufferPointer<UInt8> {
        guard let words = sky_action_words() else { return PermanentWords("").bytes }
        return PermanentWords(terminated: words + Int(offset)).bytes
    }

    private static func row(named name: UnsafeBufferPointer<UInt8>) -> sky_action_row? {
        var count = 0
        let rows = UnsafeBufferPointer(start: sky_action_rows(&count), count: count)
        if let row = rows.first(where: { FieldName.matches(name, word($0.name)) }) { return row }
        var aliasCount = 0
        let aliases = UnsafeBufferPointer(start: sky_action_aliases(&aliasCount), count: aliasCount)
        guard let alias = aliases.first(where: { FieldName.matches(name, word($0.name)) }),
            Int(alias.action) < rows.count
        else { return nil }
        return rows[Int(alias.action)]
    }
}

extension sky_parameter_row {
    /// What the table says of whether it must be given.
    enum Need: UInt8 {
        case may = 0
        case must = 1
        case exactlyOne = 2
        case atLeastOne = 3
        case whenMateGiven = 4
    }

    /// What the table says of what it holds.
    enum Kind: UInt8 {
        case text = 0
        case msisdn = 1
        case sender = 2
        case whole = 3
        case yesNo = 4
        case `true` = 5
        case time = 6
        case block = 7
        case free = 8
    }

    var needed: Need { Need(rawValue: need) ?? .may }
    var holds: Kind { Kind(rawValue: kind) ?? .text }
    var words: PermanentWords { PermanentWords(ofTable: SkycoreAction.word(path)) }
    /// Whether elements lie inside.
    var isBlock: Bool { holds == .block || holds == .free }
}

extension SkycoreAction {
    /// The value of the parameter that holds the recipient's number; nil if the action has none or it is not given.
    package func recipient(in request: Element) -> UnsafeBufferPointer<UInt8>? {
        value(of: .msisdn, in: request)
    }

    /// The recipient's parameter as the documents write it ("TO", "MOBILE").
    package var recipientName: UnsafeBufferPointer<UInt8>? {
        parameters.first { $0.holds == .msisdn }.map { SkycoreAction.word($0.name) }
    }

    /// The value of the parameter that holds the sender; nil if the action has none or it is not given.
    package func sender(in request: Element) -> UnsafeBufferPointer<UInt8>? {
        value(of: .sender, in: request)
    }

    /// The text of the SMS that the action sends; nil if it sends none or the request does not give it.
    package func smsText(in request: Element) -> UnsafeBufferPointer<UInt8>? {
        parameters.first { $0.parent == 0 && FieldName.matches(SkycoreAction.word($0.name), "TEXT") }
            .flatMap { SkycoreAction.value(of: $0, in: request) }
    }

    /// The parameter that holds the sender, if the action has one and the request does not give it.
    func missingSender(in request: Element) -> sky_parameter_row? {
        guard let parameter = parameters.first(where: { $0.holds == .sender }),
            value(of: .sender, in: request) == nil
        else { return nil }
        return parameter
    }

    /// Whether the action takes a sender that the request does not give.
    package func lacksSender(_ request: Element) -> Bool { missingSender(in: request) != nil }

    private func value(
        of kind: sky_parameter_row.Kind, in request: Element
    ) -> UnsafeBufferPointer<UInt8>? {
        parameters.first { $0.holds == kind }.flatMap { SkycoreAction.value(of: $0, in: request) }
    }

    /// The first value of a parameter that lies in the request itself; nil if it is not given or empty.
    private static func value(
        of parameter: sky_parameter_row, in request: Element
    ) -> UnsafeBufferPointer<UInt8>? {
        let name = SkycoreAction.word(parameter.name)
        var next = request.firstChild
        while let child = next {
            if FieldName.matches(child.name, name), child.value.count > 0 { return child.value }
            next = child.next
        }
        return nil
    }
}
