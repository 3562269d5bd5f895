/// Fields of a document, in order; a name may stand more than once, and fields that are nil are left out.
struct SandboxFields: ExpressibleByDictionaryLiteral {
    /// One field.
    struct Field {
        let name: StaticString
        let value: String?
    }

    private(set) var list: [Field]

    init(dictionaryLiteral elements: (StaticString, String?)...) {
        list = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The same field for each value.
    init(_ name: StaticString, each values: [String]) {
        list = values.map { Field(name: name, value: $0) }
    }

    /// These fields, then others.
    static func + (first: SandboxFields, second: SandboxFields) -> SandboxFields {
        var all = first
        all.list += second.list
        return all
    }
}
