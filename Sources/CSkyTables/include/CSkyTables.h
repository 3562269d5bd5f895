#include "loaded_number_tables.h"
#include "number_tables.h"
#include "action_tables.h"
#include "text_tables.h"
