/// A message that came in at Cellcast's.
struct CellcastReply {
    let id: String
    /// The sender in international form, digits only.
    let from: String
    let to: String
    let body: String
    let isMMS: Bool
    /// When it comes, in milliseconds since 1970; later than now for one that is on its way.
    let received: Int
    /// What it answers; nil if nothing was sent to that number.
    let original: CellcastMessage?
    var isRead = false
}
