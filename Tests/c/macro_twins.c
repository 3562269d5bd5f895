/* Every macro that a program may need equals its function twin, and plain data has its frozen layout. */
#include <stddef.h>
#include <string.h>

#include "check.h"
#include "sky.h"

int main(void)
{
    CHECK("version", sky_version_major() == SKY_VERSION_MAJOR && sky_version_minor() == SKY_VERSION_MINOR &&
          sky_version_patch() == SKY_VERSION_PATCH && strcmp(sky_version(), SKY_VERSION) == 0);
    CHECK("interface", sky_abi_version() == SKY_ABI_VERSION);
    CHECK("lengths", sky_nul_terminated() == SKY_NUL_TERMINATED && sky_msisdn_size() == SKY_MSISDN_SIZE &&
          sky_provider_code_size() == SKY_PROVIDER_CODE_SIZE && sky_message_size() == SKY_MESSAGE_SIZE);
    CHECK("sky_error", sizeof(sky_error) == 312 && offsetof(sky_error, offset) == 16 &&
          offsetof(sky_error, provider_code) == 24 && offsetof(sky_error, message) == 56);
    CHECK("sky_error's texts", sizeof ((sky_error *)0)->provider_code == SKY_PROVIDER_CODE_SIZE &&
          sizeof ((sky_error *)0)->message == SKY_MESSAGE_SIZE);
    CHECK("texts", sizeof(sky_text_info) == 64 && offsetof(sky_text_info, ucs2_offset) == 36 &&
          offsetof(sky_text_info, reserved) == 56 && sizeof(sky_text_part) == 12 && sizeof(sky_split_cost) == 16 &&
          sizeof(sky_replacement) == 24 && sizeof(sky_limit) == 16);
    CHECK("names of statuses", strcmp(sky_status_name(SKY_OK), "SKY_OK") == 0 &&
          strcmp(sky_status_name(SKY_E_INTERNAL), "SKY_E_INTERNAL") == 0);
    return checks_done();
}
