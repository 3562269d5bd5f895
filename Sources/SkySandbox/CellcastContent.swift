/// What an answer says that is a success, before it has a form.
struct CellcastContent {
    /// For people.
    var words: String
    /// What the answer is about: an object, an array, or nothing.
    var data: CellcastValue
    /// A sentence about few credits; nil for none.
    var alert: String?

    init(_ words: String, _ data: CellcastValue, alert: String? = nil) {
        self.words = words
        self.data = data
        self.alert = alert
    }
}
