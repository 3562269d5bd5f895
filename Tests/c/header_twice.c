/* The header by itself, included twice: clean as C99 and as C++98 (tools/test.sh compiles it as both). */
#include <sky.h>
#include <sky.h>

int main(void)
{
    sky_error error;
    error.status = SKY_OK;
    return (int)error.status;
}
