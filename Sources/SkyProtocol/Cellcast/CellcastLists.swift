import SkyDocument

/// The lists in an answer that get records of their own (docs/cellcast.md, sections 4 and 5).
struct CellcastLists {
    /// `data` itself, where it is an array (`get-sms`).
    private let data: Element?
    /// Messages of a send in v3.
    let messages: Element?
    /// Messages of a send on the newer platform, and the recipients that it does not take.
    let queue: Element?
    let invalid: Element?
    let unsubscribed: Element?
    /// Elements of a page.
    private let page: Element?
    /// What the lists lie in.
    let content: Element

    /// Look for lists in what an answer is about.
    @inline(never)
    init(_ content: Element) {
        self.content = content
        data = content.kind == .array ? content : nil
        messages = content.member("messages")
        queue = content.member("queueResponse")
        invalid = content.member("invalidContacts")
        unsubscribed = content.member("unsubscribeContacts")
        page = content.member("responses") ?? content.member("items")
    }

    /// Whether the answer is about messages that were to be sent.
    var isSend: Bool { messages != nil || queue != nil }

    /// Whether the answer is a list, empty or not.
    var isPage: Bool { page != nil || data?.firstChild != nil }

    /// Whether the answer is about something that is a list where it is empty, too.
    var isArray: Bool { data != nil }

    /// The list that is read, if it has elements.
    var elements: Element? {
        let list = page ?? data
        return list?.kind == .array ? list : nil
    }

    /// The only message of a send; nil if there are several, or none.
    var onlyMessage: Element? {
        guard let list = messages ?? queue, list.kind == .array, let first = list.firstChild else { return nil }
        return first.next == nil && first.kind == .object ? first : nil
    }

    /// Whether a value is one of the lists.
    func isList(_ value: Element) -> Bool {
        let order = value.order
        return data?.order == order || messages?.order == order || queue?.order == order || invalid?.order == order
            || unsubscribed?.order == order || page?.order == order
    }
}
