import CSkyTables
import SkyDocument

/// One call of Cellcast's, from the table of calls (tools/data/cellcast/calls.tsv).
struct CellcastCall {
    /// What a call does with messages.
    enum Purpose: UInt8 {
        case other = 0
        case sendsSMS = 1
        case sendsMMS = 2
        /// It reads a list: one that is not found is an empty one (docs/cellcast.md, section 6).
        case readsList = 3
        case readsMessage = 4
    }

    /// How a call's parameters travel.
    enum Body: UInt8 {
        case none = 0
        case query = 1
        case json = 2
        /// A JSON array of objects.
        case list = 3
        /// multipart/form-data.
        case form = 4
    }

    private let row: sky_cellcast_call

    /// Its parameters, objects before what lies in them.
    let parameters: UnsafeBufferPointer<sky_cellcast_parameter>

    /// The call of that name, without regard to ASCII case, `-` and `_`; nil for one that the table does not have.
    init?(named name: UnsafeBufferPointer<UInt8>) {
        let path = CellcastCall.withoutRoot(CallName.pathAndMethod(name).path)
        var count = 0
        let rows = UnsafeBufferPointer(start: sky_cellcast_calls(&count), count: count)
        guard let row = rows.first(where: { CellcastCall.matches(path, CellcastCall.word($0.name)) }) else {
            return nil
        }
        self.init(row)
    }

    private init?(_ row: sky_cellcast_call) {
        self.row = row
        var count = 0
        let all = UnsafeBufferPointer(start: sky_cellcast_parameters(&count), count: count)
        let first = Int(row.first_parameter)
        guard first + Int(row.parameter_count) <= count else { return nil }
        parameters = UnsafeBufferPointer(rebasing: all[first..<first + Int(row.parameter_count)])
    }

    /// The path as the documents write it; nil if a part of it is the caller's to fill in.
    var path: UnsafeBufferPointer<UInt8>? {
        let name = CellcastCall.word(row.name)
        return name.last == 0x2A ? nil : name
    }

    var method: Call.Method { row.method == 0 ? .get : .post }
    var body: Body { Body(rawValue: row.body) ?? .json }
    var purpose: Purpose { Purpose(rawValue: row.sends) ?? .other }
    /// Whether it is one of the newer platform's.
    var isNewer: Bool { row.generation != 0 }

    /// The place, counted from 1, of the parameter that has a name and lies in the parameter at `parent` (0: in the
    /// call itself); nil if the table has none.
    func place(of name: UnsafeBufferPointer<UInt8>, in parent: Int) -> Int? {
        for index in 0..<parameters.count where Int(parameters[index].parent) == parent {
            if FieldName.matches(name, CellcastCall.word(parameters[index].name)) { return index &+ 1 }
        }
        return nil
    }

    /// The parameter at a place counted from 1.
    func parameter(at place: Int) -> sky_cellcast_parameter? {
        place >= 1 && place <= parameters.count ? parameters[place &- 1] : nil
    }

    /// A word of the tables.
    static func word(_ offset: UInt16) -> UnsafeBufferPointer<UInt8> {
        guard let words = sky_cellcast_words() else { return PermanentWords("").bytes }
        return PermanentWords(terminated: words + Int(offset)).bytes
    }

    /// A path without `api/`: the base URL may end before it or behind it.
    private static func withoutRoot(_ path: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        ByteScan.starts(with: "api/", in: path, at: 0) ? UnsafeBufferPointer(rebasing: path[4...]) : path
    }

    /// Whether a path is that of a row; the row's last segment may be `*`, any one.
    private static func matches(_ path: UnsafeBufferPointer<UInt8>, _ known: UnsafeBufferPointer<UInt8>) -> Bool {
        guard known.last == 0x2A else { return FieldName.matches(path, known) }
        guard let slash = path.lastIndex(of: 0x2F) else { return false }
        return FieldName.matches(
            UnsafeBufferPointer(rebasing: path[...slash]), UnsafeBufferPointer(rebasing: known.dropLast()))
    }
}

extension sky_cellcast_parameter {
    /// What the table says of whether it must be given.
    enum Need: UInt8 {
        case may = 0
        case must = 1
        case exactlyOne = 2
    }

    /// What the table says of what it holds.
    enum Kind: UInt8 {
        case text = 0
        case number = 1
        case recipient = 2
        case sender = 3
        case shortCode = 4
        case time = 5
        case block = 6
        case image = 7
        /// A switch of the library's own, which does not go out.
        case own = 8
    }

    /// How several travel.
    enum Shape: UInt8 {
        case array = 0
        /// An array, but one alone as a plain value.
        case arrayUnlessOne = 1
        /// An array as a JSON text in a field of a form.
        case arrayAsText = 2
    }

    var needed: Need { Need(rawValue: need) ?? .may }
    var holds: Kind { Kind(rawValue: kind) ?? .text }
    var several: Shape { Shape(rawValue: shape) ?? .array }
    var words: PermanentWords { PermanentWords(ofTable: CellcastCall.word(path)) }
    var nameBytes: UnsafeBufferPointer<UInt8> { CellcastCall.word(name) }
    /// Whether it holds a sender of any sort.
    var isSender: Bool { holds == .sender || holds == .shortCode }
}
