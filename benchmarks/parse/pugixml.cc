/*
 * Read postbacks with pugixml: the same documents and fields as parse.c.
 *
 *     pugixml ROUNDS FILE
 *
 * A document is made anew for each, as its manual shows it. pugixml checks less than XML asks for: it takes control
 * characters, broken UTF-8 and unknown references.
 */
#include <pugixml.hpp>

#include "corpus.h"

static void use_children(const pugi::xml_node &parent)
{
    for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling()) {
        if (node.type() != pugi::node_element)
            continue;
        if (field_number(node.name()) < 0)
            use_children(node);
        else
            use(node.child_value());
    }
}

static void read_pugixml(int document)
{
    pugi::xml_document tree;
    if (!tree.load_buffer(documents[document], lengths[document]))
        abort();
    use_children(tree.document_element());
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    load_documents(argv[2]);
    measure(read_pugixml, atol(argv[1]));
    return 0;
}
