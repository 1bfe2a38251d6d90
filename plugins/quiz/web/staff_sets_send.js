// Sending a file: XMLHttpRequest, for fetch() does not tell how much has gone. Patchy Wi-Fi gets kStall without a sign of
// progress, the kiosk kReading to read what it got.

const kStall = 25000, kReading = 90000; // ms

// → {done: Promise of {status, data} (status 0: no kiosk there; aborted: staff changed their mind), abort()}
export function send_file(path, file, lang, progress) {
    const request = new XMLHttpRequest();
    let timer = 0, aborted = false;
    const patience = (ms) => {
        clearTimeout(timer);
        timer = setTimeout(() => request.abort(), ms);
    };
    const done = new Promise((tell) => {
        const end = (reply) => {
            clearTimeout(timer);
            tell(reply);
        };
        request.upload.onprogress = (e) => {
            patience(kStall);
            if (e.lengthComputable) progress(Math.min(.99, e.loaded / e.total));
        };
        request.upload.onload = () => {
            patience(kReading);
            progress(1);
        };
        request.onload = () => {
            let data = null;
            try { data = JSON.parse(request.responseText); } catch (e) { /* a hotspot's page in the kiosk's place */ }
            end(data ? {status: request.status, data} : {status: 0, data: {}});
        };
        request.onerror = request.onabort = () => end({status: 0, data: {}, aborted});
        request.open('POST', path);
        request.setRequestHeader('Accept', 'application/json');
        request.setRequestHeader('Accept-Language', lang);
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        patience(kStall);
        request.send(file);
    });
    return {
        done, abort() {
            aborted = true;
            request.abort();
        }
    };
}
