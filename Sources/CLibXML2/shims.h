/* libxml2 as the document room sees it: the push parser, its SAX table, its error record. */
#ifndef SKY_LIBXML2_SHIMS_H
#define SKY_LIBXML2_SHIMS_H

/*
 * Debian's libxml2 is built with ICU and its headers pull in ICU's, which clash with those that Foundation brings
 * along. Only the tail of xmlCharEncodingHandler depends on this, a struct that is never looked into here.
 */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

/*
 * Fill a SAX table with the few events that a tree needs. White space counts as text (so libxml2 never guesses
 * which blanks matter), CDATA is text, and errors come to `error` instead of libxml2's global handler, which
 * would print them. Swift cannot name the table's variadic members, hence this function.
 */
static inline void sky_xml_fill_handler(xmlSAXHandler *handler, startElementNsSAX2Func start,
                                        endElementNsSAX2Func end, charactersSAXFunc characters,
                                        internalSubsetSAXFunc document_type, xmlStructuredErrorFunc error)
{
    memset(handler, 0, sizeof *handler);
    handler->initialized = XML_SAX2_MAGIC;
    handler->startElementNs = start;
    handler->endElementNs = end;
    handler->characters = characters;
    handler->ignorableWhitespace = characters;
    handler->cdataBlock = characters;
    handler->internalSubset = document_type;
    handler->serror = error;
}

/*
 * What the host has in xmlGetLastError(), for sky_xml_put_back_last_error(). libxml2 puts there what our documents have
 * wrong, whoever reports it, and quotes them.
 */
static inline void sky_xml_set_aside_last_error(xmlError *kept)
{
    const xmlError *last = xmlGetLastError();
    memset(kept, 0, sizeof *kept);
    if (last != NULL)
        xmlCopyError((xmlError *)last, kept);
}

static inline void sky_xml_put_back_last_error(xmlError *kept)
{
    const xmlError *last;
    if (kept->code == XML_ERR_OK) {
        if (xmlGetLastError() != NULL)
            xmlResetLastError();
        return;
    }
    last = xmlGetLastError();
    if (last != NULL)
        xmlCopyError(kept, (xmlError *)last);
    xmlResetError(kept);
}

#endif
