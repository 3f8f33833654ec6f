package dev.portico.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.portico.chassis.id.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/// The installation's secrets, made on the first start and kept in files that only their owner can read.
///
/// @param token signs internal tokens; the gateway's alone
/// @param sealing seals secrets between services, and signs links to documents
/// @param operator opens the operator's resources
record Keys(ECKey token, String sealing, String operator) {

    static Keys in(Path directory) throws IOException, ParseException {
        Files.createDirectories(directory);
        String token = kept(directory.resolve("token.jwk"), Keys::newTokenKey);
        String sealing = kept(directory.resolve("sealing.key"), Keys::newSealingKey);
        String operator = kept(directory.resolve("operator.key"), () -> "ptc_operator_" + Secrets.token());
        return new Keys(ECKey.parse(token), sealing, operator);
    }

    String publicToken() {
        return token.toPublicJWK().toJSONString();
    }

    private static String kept(Path file, Supplier<String> made) throws IOException {
        if (Files.exists(file)) return Files.readString(file).strip();
        String secret = made.get();
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, secret);
        Files.move(beside, file);
        return secret;
    }

    private static String newTokenKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newSealingKey() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Secrets.hex(32)));
    }
}
