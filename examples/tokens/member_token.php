<?php
// A token by which a site vouches for a member, in PHP with sodium:
//   php member_token.php KEYFILE DEBATE MEMBER [ROLE [WEIGHT]]
declare(strict_types=1);

function base64url(string $bytes): string
{
    return sodium_bin2base64($bytes, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
}

/** The key pair of a file that `palabre key new` made: 32 bytes in base64url. */
function site_keys(string $file): string
{
    $seed = sodium_base642bin(trim(file_get_contents($file)), SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
    return sodium_crypto_sign_seed_keypair($seed);
}

/** $member is a pseudonym for this debate alone, never a name or an address. Ends in ten minutes. */
function make_token(
    string $keys,
    string $debate,
    string $member,
    string $role = 'member',
    int $weight = 1,
    int $seconds = 600
): string {
    $kid = base64url(sodium_crypto_sign_publickey($keys));
    $now = time();
    $payload = ['aud' => $debate, 'sub' => $member, 'jti' => bin2hex(random_bytes(16)), 'role' => $role,
        'weight' => $weight, 'iat' => $now, 'exp' => $now + $seconds];
    $part = fn (array $value): string => base64url(json_encode($value, JSON_THROW_ON_ERROR));
    $text = $part(['alg' => 'EdDSA', 'typ' => 'JWT', 'kid' => $kid]) . '.' . $part($payload);
    return $text . '.' . base64url(sodium_crypto_sign_detached($text, sodium_crypto_sign_secretkey($keys)));
}

if (realpath($argv[0] ?? '') === __FILE__) {
    [, $file, $debate, $member] = $argv;
    echo make_token(site_keys($file), $debate, $member, $argv[4] ?? 'member', (int) ($argv[5] ?? 1)), "\n";
}
