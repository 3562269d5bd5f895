// Read Cellcast's JSON with simdjson: as callbacks.c does, and as fast as JSON is read.
//
//     simdjson WAY ROUNDS FILE        WAY: callback (all fields are handed over), or page (the tree is built)
#include <cstdint>
#include <string_view>

#include <simdjson.h>

#define FIELD_NAMES                                                                                                           \
    "from", "body", "received_at", "message_id", "custom_string", "type", "original_message_id", "original_body", "status",   \
        "recipient", "source"
#include "../parse/corpus.h"

static simdjson::dom::parser parser;

static void read_callback(int document)
{
    simdjson::dom::element tree = parser.parse(documents[document], lengths[document]);
    simdjson::dom::object callback = tree.is_array() ? tree.at(0).get_object() : tree.get_object();
    for (const char *name : names) {
        std::string_view value;
        if (callback.at_key(name).get(value) == simdjson::SUCCESS)
            use(value.data());
    }
}

static void read_page(int document)
{
    simdjson::dom::element tree = parser.parse(documents[document], lengths[document]);
    sink = sink + tree.is_object();
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    load_documents(argv[3]);
    measure(std::string_view(argv[1]) == "page" ? read_page : read_callback, std::atol(argv[2]));
    return 0;
}
