#include "number_tables.h"
