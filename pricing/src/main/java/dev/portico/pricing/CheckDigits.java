package dev.portico.pricing;

import java.math.BigInteger;
import java.util.Set;

/// Check digits of the European Union's tax identifiers, as the member states publish them. Each is asked only about
/// what has the right form.
final class CheckDigits {

    private static final String SPANISH_PERSON = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String SPANISH_COMPANY = "JABCDEFGHI";
    private static final String IRISH = "WABCDEFGHIJKLMNOPQRSTUV";
    private static final String FRENCH_KEY = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int[] CYPRIOT = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

    // Those of the provinces are the first hundred.
    private static final Set<Integer> ITALIAN_OFFICES = Set.of(120, 121, 888, 999);

    private CheckDigits() {}

    static boolean austrian(String number) {
        return digit(number, 8) == Math.floorMod(6 - luhn(number.substring(1, 8)), 10);
    }

    static boolean belgian(String number) {
        long all = Long.parseLong(number);
        return 97 - all / 100 % 97 == all % 100;
    }

    // One of ten digits is a person's, whose number says nothing about itself.
    static boolean bulgarian(String number) {
        if (number.length() == 10) return true;
        int check = weighted(number, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
        if (check == 10) check = weighted(number, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10;
        return check == digit(number, 8);
    }

    static boolean cypriot(String number) {
        if (number.startsWith("12")) return false;
        int sum = 0;
        for (int i = 0; i < 8; i++) sum += i % 2 == 0 ? CYPRIOT[digit(number, i)] : digit(number, i);
        return number.charAt(8) == 'A' + sum % 26;
    }

    // Longer ones are persons' birth numbers, of which not all have a check digit.
    static boolean czech(String number) {
        if (number.length() > 8) return true;
        int check = Math.floorMod(11 - weighted(number, 8, 7, 6, 5, 4, 3, 2), 11);
        return number.charAt(0) != '9' && (check == 0 ? 1 : check % 10) == digit(number, 7);
    }

    static boolean dutch(String number) {
        int sum = weighted(number, 9, 8, 7, 6, 5, 4, 3, 2) - digit(number, 8);
        return sum % 11 == 0 || isDutchPerson(number);
    }

    // Since 2020 a person's ends in two digits after B that make the whole, letters as numbers, one more than 97's.
    private static boolean isDutchPerson(String number) {
        String all = "2321" + number.replace("B", "11");
        return new BigInteger(all).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    static boolean french(String number) {
        String siren = number.substring(2);
        // Those of Monaco are no company numbers.
        if (!siren.startsWith("000") && !isLuhn(siren)) return false;
        long company = Long.parseLong(siren);
        int first = FRENCH_KEY.indexOf(number.charAt(0));
        int second = FRENCH_KEY.indexOf(number.charAt(1));
        if (first < 10 && second < 10) return first * 10 + second == (12 + 3 * (company % 97)) % 97;
        int key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
        return (company + 1 + key / 11) % 11 == key % 11;
    }

    static boolean greek(String number) {
        return weighted(number, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == digit(number, 8);
    }

    static boolean irish(String number) {
        boolean old = !Character.isDigit(number.charAt(1));
        String digits = old ? "0" + number.substring(2, 7) + number.charAt(0) : number.substring(0, 7);
        int more = number.length() == 9 ? IRISH.indexOf(number.charAt(8)) * 9 : 0;
        return number.charAt(7) == IRISH.charAt((weighted(digits, 8, 7, 6, 5, 4, 3, 2) + more) % 23);
    }

    static boolean italian(String number) {
        int office = Integer.parseInt(number.substring(7, 10));
        boolean known = office >= 1 && office <= 100 || ITALIAN_OFFICES.contains(office);
        return known && !number.startsWith("0000000") && isLuhn(number);
    }

    static boolean latvian(String number) {
        boolean person = number.charAt(0) <= '3';
        return person || weighted(number, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3;
    }

    static boolean lithuanian(String number) {
        int last = number.length() - 1;
        int check = cyclic(number, last, 0) % 11;
        if (check == 10) check = cyclic(number, last, 2) % 11 % 10;
        return check == digit(number, last);
    }

    static boolean luxembourgish(String number) {
        return Integer.parseInt(number.substring(0, 6)) % 89 == Integer.parseInt(number.substring(6));
    }

    static boolean polish(String number) {
        return weighted(number, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit(number, 9);
    }

    static boolean portuguese(String number) {
        int check = (11 - weighted(number, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 % 10;
        return check == digit(number, 8);
    }

    static boolean romanian(String number) {
        String padded = "0".repeat(10 - number.length()) + number;
        return weighted(padded, 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == digit(padded, 9);
    }

    static boolean slovenian(String number) {
        int check = 11 - weighted(number, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 11 && check % 10 == digit(number, 7);
    }

    static boolean spanish(String number) {
        char first = number.charAt(0);
        char last = number.charAt(8);
        String middle = number.substring(1, 8);
        if (Character.isDigit(first)) return last == person(number.substring(0, 8));
        if ("XYZ".indexOf(first) >= 0) return last == person("XYZ".indexOf(first) + middle);
        if ("KLM".indexOf(first) >= 0) return last == person(middle);
        int check = Math.floorMod(-luhn(middle + "0"), 10);
        // Sources disagree on which companies have a digit and which a letter.
        return "ABCDEFGHJNPQRSUVW".indexOf(first) >= 0
                && (last == '0' + check || last == SPANISH_COMPANY.charAt(check));
    }

    /// ISO 7064, MOD 11,10.
    static boolean elevenTen(String number) {
        int product = 10;
        for (int i = 0; i < number.length() - 1; i++) {
            int sum = (digit(number, i) + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        return (11 - product) % 10 == digit(number, number.length() - 1);
    }

    static boolean isLuhn(String number) {
        return luhn(number) == 0;
    }

    /// The sum of the first digits, each as often as its weight says.
    static int weighted(String number, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) sum += digit(number, i) * weights[i];
        return sum;
    }

    private static int cyclic(String number, int length, int from) {
        int sum = 0;
        for (int i = 0; i < length; i++) sum += digit(number, i) * (1 + (i + from) % 9);
        return sum;
    }

    private static int luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = digit(number, number.length() - 1 - i);
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10;
    }

    private static char person(String digits) {
        return SPANISH_PERSON.charAt(Integer.parseInt(digits) % 23);
    }

    private static int digit(String number, int at) {
        return number.charAt(at) - '0';
    }
}
