/// What measuring, splitting and simplifying may take for granted. The default is what every network carries.
package struct TextOptions: Equatable, Sendable {
    /// A national locking shift table that may be used; off by default, because the providers do not document any.
    package var locking: NationalLanguage
    /// A national single shift table that may be used; off by default likewise.
    package var single: NationalLanguage
    /// Simplifying may write Greek and Cyrillic letters with letters of the alphabet; off by default, because it
    /// changes how every word looks.
    package var transliterates: Bool

    /// Each of them off unless named.
    package init(
        locking: NationalLanguage = .none, single: NationalLanguage = .none, transliterates: Bool = false
    ) {
        self.locking = locking
        self.single = single
        self.transliterates = transliterates
    }
}
