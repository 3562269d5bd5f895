import SkyDocument

/// Where in a list that comes page by page an answer stands (docs/cellcast.md, section 6).
package struct ListPage {
    /// The number of this page. Providers count from 1; of an empty list it may be 0.
    package let number: Int
    /// How many pages there are.
    package let count: Int
    /// The number of the next page; nil if there is none, or if asking for it could go on for ever: the answer is
    /// empty, or is not the page that was asked for.
    private let next: Int?
    private let view: RecordView

    /// The page that an answer says it is; nil if it says nothing of pages.
    package init?(_ view: RecordView) {
        guard view.provider.hasPages, let whole = view.whole else { return nil }
        let asked = view.listRequest.map { ListPage.number("page", $0, view) ?? 1 }
        let named = ListPage.number("nextPage", whole, view) ?? ListPage.number("next", whole, view)
        let said = ListPage.number("page/number", whole, view) ?? ListPage.number("current", whole, view)
        let counted = ListPage.number("page/count", whole, view) ?? ListPage.number("totalPages", whole, view)
        // Some lists name the next page and nothing else.
        guard let number = said ?? named.flatMap({ _ in asked }), counted != nil || named != nil else { return nil }
        self.view = view
        self.number = number
        count = counted ?? max(number, named ?? 0)
        // The page size is nothing to reckon with: it is another one from call to call.
        let following = number < count ? number &+ 1 : named ?? 0
        next = asked == number && view.header.count > 0 && following > number ? following : nil
    }

    /// A request for the next page; nil if there is none, or if it is not known what was asked for.
    package func nextRequest() throws(RequestFault) -> Request? {
        guard let next, let asked = view.listRequest else { return nil }
        var request: Request?
        try view.forEachField(of: asked) { name, value throws(RequestFault) in
            if name.count == 0 {
                request = Request(action: value)
            } else if !FieldName.matches(name, "PAGE") {
                try request?.set(name, value)
            }
        }
        var digits = ByteBuffer()
        digits.append(decimal: next)
        try request?.set(PermanentWords("page").bytes, digits.bytes)
        return request
    }

    private static func number(_ name: StaticString, _ record: Record, _ view: RecordView) -> Int? {
        view.value(name, in: record).flatMap { CellcastMarks.number($0) }
    }
}
