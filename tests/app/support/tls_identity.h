#pragma once
// A certificate that vouches for itself, made for one test, and the encrypted side of a server that shows it.

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace nautilus::test {

/// For the names of `alternatives` ("DNS:localhost,IP:127.0.0.1"), valid for an hour; written to `path` as
/// PEM for those who shall trust it.
class TlsIdentity {
public:
    TlsIdentity(const std::string& path, const std::string& alternatives)
        : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
        X509_set_version(certificate.get(), X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        auto* name = X509_get_subject_name(certificate.get());
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"),
                                   -1, -1, 0);
        X509_set_issuer_name(certificate.get(), name);
        X509_set_pubkey(certificate.get(), key_.get());
        extend(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
        extend(certificate.get(), NID_subject_alt_name, alternatives);
        X509_sign(certificate.get(), key_.get(), EVP_sha256());
        std::FILE* file = std::fopen(path.c_str(), "w");
        if (!file || PEM_write_X509(file, certificate.get()) != 1) throw std::runtime_error("no certificate");
        std::fclose(file);
        SSL_CTX_use_certificate(context_.get(), certificate.get());
        SSL_CTX_use_PrivateKey(context_.get(), key_.get());
    }
    [[nodiscard]] SSL_CTX* context() const { return context_.get(); }

private:
    static void extend(X509* certificate, int kind, const std::string& words) {
        auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, words.c_str());
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
};

} // namespace nautilus::test
