/** How the page of a slip looks. Light only: it is paper, and scanners want black on white. */
export const style = `
*{box-sizing:border-box;margin:0}
body{font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;color:#16181d;background:#eef0f3;padding-bottom:32px}
header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 16px;background:#fff;border-bottom:1px solid #d9dde3;padding:14px max(16px,calc((100% - 760px)/2))}
.who{font-weight:650}.what{color:#4d5563}
main{max-width:760px;margin:20px auto 24px;padding:0 16px;display:grid;gap:12px}
h1{font-size:21px;line-height:1.25}h2{font-size:14px;margin-bottom:4px}
.card,.facts,.copy,.pix{background:#fff;border:1px solid #d9dde3;border-radius:8px;padding:16px}
.card{border-left:4px solid #5b6474}.card p{color:#353b46;margin-top:4px}
.card.late{border-left-color:#b42318}.card.done{border-left-color:#1a7f4b}.card.open{border-left-color:#2257c4}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:12px 24px}
dt{font-size:12px;color:#5b6474}dd{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.code{font:14px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;margin-bottom:10px}
.code.small{font-size:12px;color:#353b46;margin-top:8px}
button,.button{display:inline-block;font:inherit;font-weight:600;border:1px solid #aeb5c0;border-radius:6px;background:#fff;color:#16181d;padding:8px 14px;cursor:pointer;text-decoration:none}
button:hover,.button:hover{background:#f3f5f8}
button:focus-visible,.button:focus-visible{outline:3px solid #2257c4;outline-offset:2px}
.copy button,.pix button{background:#2257c4;border-color:#2257c4;color:#fff}.copy button:hover,.pix button:hover{background:#1b489f}
.told{margin-left:10px;color:#1a7f4b;font-weight:600}
.pix{display:flex;gap:20px;align-items:center}.pix>div{flex:1;min-width:0}
.pixqr{width:180px;height:180px;flex:none;background:#fff}
.verbs{display:flex;gap:10px;flex-wrap:wrap}
.paper{overflow-x:auto;padding:0 16px}
.sheet{position:relative;width:210mm;height:297mm;margin:0 auto;background:#fff;color:#000;border:1px solid #d9dde3;font:8pt/1.2 Arial,Helvetica,"Liberation Sans",sans-serif}
.box{position:absolute;border:.2mm solid #000;margin:-.1mm;padding:.6mm 1.2mm;overflow:hidden;display:flex;flex-direction:column}
.box.open{border-color:transparent;padding:0}.box.middle{justify-content:center}
.box small{font-size:6pt;font-weight:400;text-align:start;white-space:nowrap;margin-bottom:.2mm}
.box span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0;flex:none}
.box.wrap span{white-space:normal;overflow-wrap:anywhere}
.bars,.qr{position:absolute;display:block;fill:#000}
.cut{position:absolute;left:8mm;border-top:.3mm dashed #000}
@media (width<560px){.pix{flex-direction:column-reverse;align-items:flex-start}}
@media print{@page{size:A4;margin:0}body{background:#fff;padding:0}header,main{display:none}.paper{padding:0;overflow:visible}.sheet{border:0;margin:0}
body:not(:has(.paper)) header{display:flex}body:not(:has(.paper)) main{display:grid}body:not(:has(.paper)) :is(button,.button){display:none}}
`;

/** Copying and printing; without a script everything is still there to be read and selected. */
export const script = `
for(const b of document.querySelectorAll('[data-copy]'))b.addEventListener('click',async()=>{const t=b.nextElementSibling;
try{await navigator.clipboard.writeText(b.dataset.copy)}catch{const a=document.createElement('textarea');a.value=b.dataset.copy;document.body.append(a);a.select();document.execCommand('copy');a.remove();b.focus()}
t.textContent='Copiado';setTimeout(()=>{t.textContent=''},4000)});
document.getElementById('print')?.addEventListener('click',()=>print());
`;
