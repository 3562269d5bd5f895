"""The functions that send, declared a second time without argument types; see _calls for why and when that is safe.
"""

from __future__ import annotations

import ctypes

from ._calls import bare
from ._library import LIBRARY, QUICK

send_sms = bare(LIBRARY, "sky_send_sms", ctypes.c_int)
send = bare(LIBRARY, "sky_send", ctypes.c_int)
#: Adding sends nothing and waits for nothing, so other threads need not run meanwhile.
batch_add = bare(QUICK, "sky_batch_add", ctypes.c_int)
batch_add_request = bare(QUICK, "sky_batch_add_request", ctypes.c_int)
batch_next = bare(LIBRARY, "sky_batch_next", ctypes.c_int)
