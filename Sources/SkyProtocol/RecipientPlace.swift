/// Where in a request a recipient stands.
package struct RecipientPlace {
    /// The parameter's path in the provider's table.
    package let field: PermanentWords
    /// Which of several recipients of one message it is, from 1; 0 if there can be but one.
    package let ordinal: Int
    /// Which of several messages it is for, from 0.
    package let message: Int
    /// Whether only numbers of New Zealand may stand here.
    package let isNewZealand: Bool

    init(_ field: PermanentWords, ordinal: Int = 0, message: Int = 0, isNewZealand: Bool = false) {
        self.field = field
        self.ordinal = ordinal
        self.message = message
        self.isNewZealand = isNewZealand
    }
}
