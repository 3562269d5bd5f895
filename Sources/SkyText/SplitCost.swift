/// What it costs to keep grapheme clusters whole, against the borders that networks set.
package struct SplitCost: Equatable, Sendable {
    /// Parts with clusters kept whole.
    package var parts = 0
    /// Parts where networks set the borders.
    package var partsOtherwise = 0
    /// Borders of networks that cut a cluster: an emoji with its modifiers, a flag, a letter with its marks, CR LF.
    package var clustersCut = 0
    /// Borders that cut a cluster even so, because it is longer than a part.
    package var clustersTooLong = 0
}
